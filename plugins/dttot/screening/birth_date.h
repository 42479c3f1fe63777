#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dttot::screening {

/// A birth date as far as it is known.
struct BirthDate {
    std::int32_t from = 0; ///< first day that it may be, counted from 1970-01-01
    std::int32_t to = 0;   ///< last day
    bool isSharp = true;   ///< false when the source says "about"
};

/// Reads EDTF as lists write it: `1981-07-14`, `1981-07`, `1981`, each also with `~`, two of them around a slash, an
/// open end as `..`. Nothing for anything else.
[[nodiscard]] std::optional<BirthDate> birthDateOf(std::string_view edtf);

/// What two dates say about whether they are one person's, worst first.
enum class DateAgreement : std::uint8_t {
    conflicting, ///< years apart
    near,        ///< a few years apart, or another day of the same year
    compatible,  ///< one may be the other
    swapped,     ///< the same with day and month exchanged
    equal        ///< the same day, give or take one that calendars differ by
};

[[nodiscard]] DateAgreement agreementOf(const BirthDate& a, const BirthDate& b);

} // namespace dttot::screening
