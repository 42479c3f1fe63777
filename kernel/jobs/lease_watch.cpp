#include "lease_watch.h"

namespace tenon::jobs {

std::vector<JobLease> LeaseWatch::over(const std::vector<JobLease>& leases) {
    const auto now = std::chrono::steady_clock::now();
    std::map<std::int64_t, Seen> seen;
    std::vector<JobLease> found;
    for (const JobLease& lease : leases) {
        const auto known = _seen.find(lease.job);
        const bool isSame = known != _seen.end() && known->second.lease == lease;
        const auto since = isSame ? known->second.since : now;
        seen.emplace(lease.job, Seen{lease, since});
        if (now - since >= _length) {
            found.push_back(lease);
        }
    }
    _seen = std::move(seen);
    return found;
}

} // namespace tenon::jobs
