#pragma once

#include "extraction/record.h"

#include <optional>
#include <string_view>

namespace dttot::fields {

/// What a word or heading says about its subjects: "Orang", "B. KORPORASI ATAU ENTITAS". None when it says nothing, or
/// both.
[[nodiscard]] std::optional<SubjectType> subjectTypeOf(std::string_view text);

/// What the first letter of a Kode Densus says: I for an individual, E for an entity.
[[nodiscard]] std::optional<SubjectType> subjectTypeOfCode(std::string_view kodeDensus);

} // namespace dttot::fields
