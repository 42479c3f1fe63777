#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::modules {

/// Where the kernel calls into a module: what the report of a crash or of a hang names. Lives as long as the module.
struct Place {
    std::string module;
    std::string kind; ///< "route", "job", "subscription", "settings" or "action"
    std::string name; ///< "GET /things/{id}", "things.work", "things.added", "onStop"
};

class VisitedThread;

/// Says, while it lives, that this thread runs code of a module. Visits nest: the inner one counts.
///
/// Costs a few stores, for it is on the way of every request. The first visit of a thread gives it a stack of its own
/// for signals, so that the overflow of its usual one can be reported.
class Visit {
public:
    /// `place` and `requestId` outlive the visit, which ends on the thread that began it; the id may be empty.
    Visit(const Place& place, std::string_view requestId) noexcept;
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

private:
    VisitedThread& _thread;
    const Place* _outerPlace;
    std::string_view _outerRequestId;
};

/// A visit as the thread that makes it sees it.
struct CurrentVisit {
    const Place* place = nullptr; ///< Null: no code of a module was called on this thread
    std::string_view requestId;
};

/// The visit of this thread. Safe to call in a signal handler.
[[nodiscard]] CurrentVisit currentVisit() noexcept;

/// Where code of modules runs at this moment, on any thread.
[[nodiscard]] std::vector<const Place*> visitedPlaces();

} // namespace tenon::modules
