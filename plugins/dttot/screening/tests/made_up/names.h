#pragma once

#include "random.h"

#include <string>
#include <string_view>

/// Names of nobody: given names that exist, put together at random with family names out of syllables.
namespace made_up {

[[nodiscard]] std::string indonesianGivenName(Random& random);
[[nodiscard]] std::string arabicGivenName(Random& random);

/// "Kertowinangun", "Mangkuraja": rare, one of many thousands.
[[nodiscard]] std::string indonesianFamilyName(Random& random);

/// "al-Qardawi", "Rostampur".
[[nodiscard]] std::string arabicFamilyName(Random& random);

[[nodiscard]] std::string indonesianName(Random& random);
[[nodiscard]] std::string arabicName(Random& random);
[[nodiscard]] std::string organisationName(Random& random);

/// "Abu Tamim".
[[nodiscard]] std::string calledByChild(Random& random);

/// European and American names, first name first.
[[nodiscard]] std::string latinGivenName(Random& random);
[[nodiscard]] std::string latinFamilyName(Random& random);

[[nodiscard]] std::string place(Random& random);
[[nodiscard]] std::string organisationWord(Random& random);
[[nodiscard]] std::string organisationForm(Random& random);

} // namespace made_up
