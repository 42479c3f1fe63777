#pragma once

#include <kernel/http/passage.h>

#include <string>
#include <vector>

namespace tenon::http {

/// What the deployer says about dialects.
struct DialectSettings {
    std::string fixed = "auto";  ///< A dialect for all answers, or "auto"
    std::string usual = "gaara"; ///< Used by "auto" when nothing else tells
    std::vector<std::string>
        perListener; ///< "auto", a dialect, or empty for `fixed`; may be shorter than the listeners
};

/// The dialect of a passage is the first of: the header X-API-Dialect or a vendor Accept type; the listener's; the
/// fixed one; that of the system the route comes from; that of the login that issued the token; the one told by the
/// members of a stranger's body; the usual one.
[[nodiscard]] const Dialect& chooseDialect(const Passage& passage, const DialectSettings& settings);

/// The dialect whose rate limits hold: the listener's or the fixed one, so that no header chooses among limits, else
/// that of the passage.
[[nodiscard]] const Dialect& limitingDialect(const Passage& passage, const DialectSettings& settings);

} // namespace tenon::http
