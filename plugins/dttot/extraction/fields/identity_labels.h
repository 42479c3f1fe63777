#pragma once

#include <optional>
#include <string_view>

namespace dttot::fields {

/// What kind of number a word announces. `other` announces one that is none of ours.
enum class IdentityLabel { none, nik, kk, passport, npwp, phone, other };

/// The label that a word is, in lower case; none for a word that announces nothing.
[[nodiscard]] std::optional<IdentityLabel> labelOf(std::string_view word);

/// Whether the word names a relative: "istri", "anak".
[[nodiscard]] bool isRelative(std::string_view word);

} // namespace dttot::fields
