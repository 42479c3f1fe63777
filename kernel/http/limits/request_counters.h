#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

namespace tenon::http {

/// How much of a sliding window is used: the requests of the current fixed window and those of the one before it, which
/// count by the part of it that the sliding window still covers.
struct Usage {
    std::int64_t current = 0;
    std::int64_t previous = 0;
    std::int64_t elapsed = 0; ///< Seconds of the current window

    [[nodiscard]] std::int64_t requests(std::int64_t window) const {
        return current + previous * (window - elapsed) / window;
    }
};

/// Counts requests. Safe to call from many threads.
class RequestCounters {
public:
    /// What a caller may do: `most` requests in `windows[decisive]`.
    struct Quota {
        std::span<const std::chrono::seconds>
            windows; ///< Of every limit that shares the counter; at most `mostWindows`
        std::size_t decisive = 0;
        std::int64_t most = 0;
    };

    static constexpr std::size_t mostWindows = 4;

    virtual ~RequestCounters() = default;

    /// The use of the decisive window by `caller` before this request, which is counted in all windows if the use is
    /// below `most`: a refused request lengthens no refusal.
    virtual Usage count(std::string_view caller, const Quota& quota) = 0;
};

} // namespace tenon::http
