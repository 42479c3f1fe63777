#pragma once

#include <kernel/http/limits/request_counters.h>
#include <kernel/http/passage.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// How many requests of a class a caller has in a window, when it is answered in a dialect.
struct LimitRule {
    std::string dialect; ///< Empty: every dialect
    std::string rateClass;
    std::int64_t requests = 0; ///< 0: as many as wanted
    std::chrono::seconds window{60};
};

/// The limits that the five systems document: {"gaara", "auth", 5, 5 min} and so on.
[[nodiscard]] std::vector<LimitRule> documentedLimits();

/// The stage that counts a request against the limit of its route's class.
///
/// The dialect decides how many requests there may be, but there is one count for all of them: who changes the dialect
/// has no new attempts. A class without a limit in the dialect counts as "general". An account is counted wherever it
/// calls from, anybody else by address; at a login the name that is tried counts, too, so that one office behind one
/// address is not one caller. Safe to call from many threads.
class RateLimits {
public:
    /// Later rules replace earlier ones of the same dialect and class. Throws std::invalid_argument when a class has
    /// more different windows than can be counted. `counters` outlives this.
    RateLimits(const std::vector<LimitRule>& rules, RequestCounters& counters);

    /// Counts the passage's request and adds RateLimit to its answer; throws Error 429 when there are too many. `by` is
    /// the dialect that limits: the listener's or the server's, if they have one, else that of the answer.
    void count(Passage& passage, const Dialect& by) const;

private:
    struct Limit {
        std::int64_t most = 0;
        std::size_t window = 0; ///< Index in `windows`
    };

    struct RateClass {
        std::string name;
        std::vector<std::chrono::seconds> windows;
        std::vector<std::pair<const Dialect*, Limit>> limits;

        [[nodiscard]] const Limit* limitOf(const Dialect& dialect) const;
    };

    struct Found {
        const RateClass* rateClass = nullptr;
        const Limit* limit = nullptr;
    };

    RateClass& made(std::string_view name);
    void add(const LimitRule& rule, const Dialect& dialect);
    [[nodiscard]] Found find(std::string_view name, const Dialect& by) const;

    RequestCounters& _counters;
    std::vector<RateClass> _classes;
};

} // namespace tenon::http
