#include "sign_in_limits.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tenon::auth {

namespace {

constexpr std::string_view failuresToLock = "failures_to_lock";
constexpr std::string_view failureMinutes = "failure_minutes";
constexpr std::string_view lockMinutes = "lock_minutes";
constexpr std::string_view addressFailures = "address_failures";
constexpr std::string_view refreshDays = "refresh_days";

} // namespace

SignInLimits::SignInLimits(const Settings& deployed)
    : _deployed{
        .failuresToLock = deployed.failuresToLock,
        .failureWindow = deployed.failureWindow,
        .lockTime = deployed.lockTime,
        .addressFailures = deployed.addressFailures,
        .refreshLifetime = deployed.refreshLifetime,
    } {}

SignInLimits::Values SignInLimits::current() const {
    if (_section == nullptr) {
        return _deployed;
    }
    const auto snapshot = _section->current();
    const auto number = [&](std::string_view name) { return snapshot->values.at(name).as_int64(); };
    return {
        .failuresToLock = number(failuresToLock),
        .failureWindow = std::chrono::minutes(number(failureMinutes)),
        .lockTime = std::chrono::minutes(number(lockMinutes)),
        .addressFailures = number(addressFailures),
        .refreshLifetime = std::chrono::days(number(refreshDays)),
    };
}

Fields SignInLimits::fields() const {
    const auto inDays = std::chrono::ceil<std::chrono::days>(_deployed.refreshLifetime).count();
    const std::array<std::pair<std::string_view, std::int64_t>, 5> initial{{
        {failuresToLock, _deployed.failuresToLock},
        {failureMinutes, _deployed.failureWindow.count()},
        {lockMinutes, _deployed.lockTime.count()},
        {addressFailures, _deployed.addressFailures},
        {refreshDays, inDays},
    }};
    Fields chosen;
    for (Field& field : settingsFields()) {
        const auto found = std::ranges::find(initial, field.name(), &std::pair<std::string_view, std::int64_t>::first);
        if (found != initial.end()) {
            chosen.push_back(field.initial(found->second));
        }
    }
    return chosen;
}

} // namespace tenon::auth
