#pragma once

#include <tenon/json.h>

#include <chrono>
#include <exception>
#include <string>

namespace tenon::jobs {

/// Whether trying again later may help: Unavailable, or a database that could not be reached, asked for
/// patience or found no place.
[[nodiscard]] bool isPassing(const std::exception_ptr& fault);

/// {"code", "message"} for the one who started the job; an unknown exception tells nothing of itself.
[[nodiscard]] JsonObject publicErrorOf(const std::exception_ptr& fault);

/// What happened in full, for the log.
[[nodiscard]] std::string causeOf(const std::exception_ptr& fault);

/// No job or event is put off for longer.
inline constexpr std::chrono::microseconds longestRetryPause = std::chrono::minutes(5);

/// How long to wait after `failures` (from 1) in a row: doubles from a second up to the longest; up to a half of it is
/// left out at random, so that those who failed together do not come back together.
[[nodiscard]] std::chrono::microseconds retryPause(int failures);

} // namespace tenon::jobs
