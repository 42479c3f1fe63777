#pragma once

#include <tenon/json.h>

#include <exception>

namespace tenon::jobs {

/// Why a run is asked to end before its time.
enum class Interruption {
    None,
    Cancelled, ///< Somebody asked the job to stop.
    Stopping,  ///< The server stops; the job goes back to the queue.
    Lost       ///< The lease is over: the job may be running elsewhere.
};

/// What checkpoint() throws.
class JobInterrupted : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "the job was asked to stop"; }
};

/// How a run ended.
struct Outcome {
    enum class Kind { Succeeded, Failed, Faltered, Cancelled, GivenBack, Lost };

    Kind kind = Kind::Succeeded;
    JsonObject result; ///< Of a job that succeeded
    JsonObject error;  ///< {"code", "message"} of one that failed, or faltered for a passing reason
};

} // namespace tenon::jobs
