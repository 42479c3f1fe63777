#pragma once

#include <kernel/http/passage.h>

#include <string>
#include <vector>

namespace tenon::http {

/// What the deployer says about dialects.
struct DialectSettings {
    std::string fixed = "auto";   ///< A dialect for all answers, or "auto"
    std::string usual = "gaara";  ///< Used by "auto" when nothing else tells
    std::vector<std::string> perListener; ///< "auto" or a dialect for each listener; may be shorter
};

/// The dialect of an passage is the first of: the header X-API-Dialect or a vendor Accept type; the listener's; the fixed
/// one; the home dialect of the route's module; that of the login that issued the token; the usual one.
[[nodiscard]] const Dialect& chooseDialect(const Passage& passage, const DialectSettings& settings);

} // namespace tenon::http
