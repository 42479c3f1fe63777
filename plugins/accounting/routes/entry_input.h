#pragma once

#include "parts.h"

#include <tenon/field.h>

namespace accounting {

/// The members of a journal entry's body.
[[nodiscard]] tenon::Fields entryMembers();

/// What a body says about an entry. Throws Invalid with the fault's field.
[[nodiscard]] NewEntry entryOf(Parts& parts, const Book& book, const tenon::JsonObject& body);
[[nodiscard]] EntryLine lineOf(Parts& parts, const Book& book, const tenon::JsonObject& body, std::size_t index);

} // namespace accounting
