#pragma once

#include <kernel/http/limits/memory_counters.h>

#include <tenon/log.h>

#include <atomic>
#include <chrono>
#include <memory>

namespace tenon::http {

/// Counters that nodes share, and this process's own while the shared ones are away.
///
/// An outage costs no request: the one that meets it is counted here after the connection's timeout, those of the next
/// seconds are counted here at once, then one tries again. During an outage each node allows the limit for itself. The
/// log tells when it begins and ends.
class SharedCounters : public RequestCounters {
public:
    static constexpr std::chrono::seconds pause{5}; ///< Between two tries

    /// `log` outlives this.
    SharedCounters(std::unique_ptr<RequestCounters> shared, Log& log) : _shared(std::move(shared)), _log(log) {}

    /// Whether the shared counters could not be reached when they were last asked.
    [[nodiscard]] bool isAway() const noexcept { return _isAway; }

    Usage count(std::string_view caller, const Quota& quota) override;

private:
    [[nodiscard]] bool isTried() noexcept;
    void noteOutage(std::string_view what);
    void noteReturn();

    const std::unique_ptr<RequestCounters> _shared;
    Log& _log;
    MemoryCounters _own;
    std::atomic<bool> _isAway{false};
    std::atomic<std::int64_t> _nextTry{0}; ///< Milliseconds of the steady clock
};

} // namespace tenon::http
