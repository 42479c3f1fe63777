#include <kernel/auth/accounts/folding.h>
#include <kernel/auth/sessions/login_names.h>
#include <kernel/auth/sessions/network.h>
#include <kernel/http/body_members.h>
#include <kernel/http/limits/rate_limits.h>

#include <tenon/error.h>

#include <algorithm>
#include <stdexcept>

namespace tenon::http {

namespace {

constexpr std::string_view general = "general";
constexpr std::size_t longestName = 254;

/// Whose requests are counted together.
std::string callerOf(const Passage& passage, std::string_view rateClass) {
    std::string caller(rateClass);
    if (passage.principal) {
        return caller.append(":user:").append(std::to_string(passage.principal->id()));
    }
    caller.append(":").append(auth::networkOf(passage.client.address));
    if (rateClass == "auth") {
        const JsonObject body = bodyMembers(passage.message);
        caller.append(":").append(auth::fold(auth::loginNameIn(body).substr(0, longestName)));
    }
    return caller;
}

/// Seconds until a caller with this use has another request.
std::int64_t waitFor(const Usage& usage, std::int64_t window, std::int64_t most) {
    if (usage.current >= most || usage.previous == 0) {
        return window - usage.elapsed + 1;
    }
    // The previous window counts for less each second: its weight must fall below what is left.
    const std::int64_t covered = ((most - usage.current) * window - 1) / usage.previous;
    return std::max<std::int64_t>(1, window - covered - usage.elapsed);
}

} // namespace

std::vector<LimitRule> documentedLimits() {
    std::vector<LimitRule> rules;
    for (const std::string_view name : dialectNames()) {
        for (const DocumentedLimit& limit : dialectNamed(name)->limits()) {
            rules.push_back({std::string(name), std::string(limit.rateClass), limit.requests, limit.window});
        }
    }
    return rules;
}

RateLimits::RateLimits(const std::vector<LimitRule>& rules, RequestCounters& counters) : _counters(counters) {
    for (const LimitRule& rule : rules) {
        for (const std::string_view name : dialectNames()) {
            if (rule.dialect.empty() || rule.dialect == name) {
                add(rule, *dialectNamed(name));
            }
        }
    }
}

RateLimits::RateClass& RateLimits::made(std::string_view name) {
    const auto known = std::ranges::find(_classes, name, &RateClass::name);
    return known != _classes.end() ? *known : _classes.emplace_back(RateClass{std::string(name), {}, {}});
}

void RateLimits::add(const LimitRule& rule, const Dialect& dialect) {
    if (rule.window < std::chrono::seconds(1)) {
        throw std::invalid_argument("the rate limit '" + rule.rateClass + "' has a window of less than a second");
    }
    RateClass& rateClass = made(rule.rateClass);
    auto window = std::ranges::find(rateClass.windows, rule.window);
    if (window == rateClass.windows.end()) {
        if (rateClass.windows.size() == RequestCounters::mostWindows) {
            throw std::invalid_argument("the rate limits '" + rule.rateClass + "' have too many different windows");
        }
        window = rateClass.windows.insert(window, rule.window);
    }
    const Limit limit{rule.requests, static_cast<std::size_t>(window - rateClass.windows.begin())};
    const auto isSame = [&](const auto& entry) { return entry.first == &dialect; };
    const auto known = std::ranges::find_if(rateClass.limits, isSame);
    if (known != rateClass.limits.end()) {
        known->second = limit;
    } else {
        rateClass.limits.emplace_back(&dialect, limit);
    }
}

const RateLimits::Limit* RateLimits::RateClass::limitOf(const Dialect& dialect) const {
    const auto found = std::ranges::find_if(limits, [&](const auto& entry) { return entry.first == &dialect; });
    return found == limits.end() ? nullptr : &found->second;
}

RateLimits::Found RateLimits::find(std::string_view name, const Dialect& by) const {
    for (const std::string_view wanted : {name, general}) {
        const auto known = std::ranges::find(_classes, wanted, &RateClass::name);
        const Limit* limit = known == _classes.end() ? nullptr : known->limitOf(by);
        if (limit != nullptr) {
            return {&*known, limit};
        }
    }
    return {};
}

void RateLimits::count(Passage& passage, const Dialect& by) const {
    const RouteEntry* route = passage.match.route;
    const auto [rateClass, limit] = find(route != nullptr ? std::string_view(route->rateName) : general, by);
    if (limit == nullptr || limit->most <= 0) {
        return;
    }
    const std::int64_t window = rateClass->windows[limit->window].count();
    const Usage usage = _counters.count(
        callerOf(passage, rateClass->name),
        {.windows = rateClass->windows, .decisive = limit->window, .most = limit->most}
    );
    const std::int64_t left = std::max<std::int64_t>(0, limit->most - usage.requests(window) - 1);
    passage.rateLimit = "limit=" + std::to_string(limit->most) + ", remaining=" + std::to_string(left)
                        + ", reset=" + std::to_string(window - usage.elapsed);
    if (usage.requests(window) < limit->most) {
        return;
    }
    const std::int64_t seconds = waitFor(usage, window, limit->most);
    throw Error(
        429,
        "RATE_LIMITED",
        tenon::Message("Too many requests; try again in {seconds} seconds.", {{"seconds", seconds}}),
        {{"retry_after", seconds}}
    );
}

} // namespace tenon::http
