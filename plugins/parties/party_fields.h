#pragma once

#include <tenon/field.h>

namespace parties {

/// What a body takes for a new party; a change takes any of it.
[[nodiscard]] tenon::Fields partyBody();

/// What is answered of a party in a list, and of one party.
[[nodiscard]] tenon::Fields partySummary();
[[nodiscard]] tenon::Fields partyDetail();

/// The same of a customer or supplier, whose main address may be one text.
[[nodiscard]] tenon::Fields roleBody();
[[nodiscard]] tenon::Fields roleDetail();

/// What a list may be narrowed by.
[[nodiscard]] tenon::Fields partyQuery();
[[nodiscard]] tenon::Fields roleQuery();

} // namespace parties
