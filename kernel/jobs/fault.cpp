#include "fault.h"

#include <kernel/telemetry/exception_text.h>

#include <tenon/database.h>
#include <tenon/error.h>
#include <tenon/random.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tenon::jobs {

namespace {

constexpr std::chrono::microseconds firstPause = std::chrono::seconds(1);

bool isPassing(DatabaseError::Kind kind) {
    using Kind = DatabaseError::Kind;
    return kind == Kind::Connection || kind == Kind::Serialization || kind == Kind::Busy || kind == Kind::Full
           || kind == Kind::ReadOnly;
}

} // namespace

bool isPassing(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const Unavailable&) {
        return true;
    } catch (const DatabaseError& error) {
        return isPassing(error.kind());
    } catch (...) {
        return false;
    }
}

JsonObject publicErrorOf(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const Error& error) {
        return {{"code", error.code()}, {"message", error.message().english()}};
    } catch (...) {
        return {{"code", "INTERNAL"}, {"message", "The job failed for an internal reason."}};
    }
}

std::string causeOf(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const DatabaseError& error) {
        return std::string(error.what()) + ": " + error.cause();
    } catch (...) {
        return telemetry::currentExceptionText();
    }
}

std::chrono::microseconds retryPause(int failures) {
    const int doublings = std::clamp(failures - 1, 0, 16);
    const auto full = std::min(longestRetryPause, firstPause * (1 << doublings));
    std::array<std::byte, sizeof(std::uint32_t)> bytes{};
    Random::fill(bytes);
    std::uint32_t random = 0;
    std::memcpy(&random, bytes.data(), sizeof random);
    return full - std::chrono::microseconds(full.count() / 2 * random / UINT32_MAX);
}

} // namespace tenon::jobs
