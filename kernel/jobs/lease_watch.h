#pragma once

#include <kernel/jobs/job_store.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

namespace tenon::jobs {

/// Tells which leases of other nodes are over: those that nobody renewed for their whole length while this node watched
/// by its monotonic clock. What the nodes' calendars say does not matter: they differ, and they jump. For one thread.
class LeaseWatch {
public:
    explicit LeaseWatch(std::chrono::milliseconds length) : _length(length) {}

    /// Those of `leases`, which are all that there are now, that are over.
    [[nodiscard]] std::vector<JobLease> over(const std::vector<JobLease>& leases);

private:
    struct Seen {
        JobLease lease;
        std::chrono::steady_clock::time_point since;
    };

    const std::chrono::milliseconds _length;
    std::map<std::int64_t, Seen> _seen;
};

} // namespace tenon::jobs
