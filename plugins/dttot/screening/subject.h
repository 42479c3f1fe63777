#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dttot::screening {

/// What a name belongs to; `unknown` lets the name decide: "PT …" is an organisation.
enum class Kind : std::uint8_t { unknown, person, organisation };

/// Who is screened. Everything but a name may be missing, and what is missing speaks neither for nor against.
struct Subject {
    std::vector<std::string> names; ///< in any script, order and spelling
    Kind kind = Kind::unknown;
    std::string birthDate;                  ///< EDTF: `1981-07-14`, `1981-07`, `1981`, `1981~`, `1980/1982`
    std::string birthPlace;                 ///< as typed
    std::vector<std::string> nationalities; ///< ISO 3166-1 alpha-2
    std::vector<std::string> niks;
    std::vector<std::string> passports;
};

} // namespace dttot::screening
