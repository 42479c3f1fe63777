#pragma once

#include <tenon/time.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tenon::http {

/// Counts the requests of each caller over a sliding window (two fixed windows, the older one weighted by its overlap).
/// Kept in memory, bounded: idle callers are forgotten. Safe to call from many threads.
class RateLimit {
public:
    struct Verdict {
        bool isAllowed = true;
        std::int64_t limit = 0;
        std::int64_t remaining = 0;
        std::int64_t resetSeconds = 0; ///< Until the window has room again
    };

    /// `most` requests in each `window` per caller; 0 allows everything.
    RateLimit(std::int64_t most, std::chrono::seconds window) : _most(most), _window(window) {}

    [[nodiscard]] bool isOn() const { return _most > 0; }

    /// Counts one request of `caller` (an account's id or an address).
    [[nodiscard]] Verdict count(std::string_view caller);

private:
    struct Counter {
        std::int64_t window = 0; ///< Number of the current window since the epoch
        std::int64_t current = 0;
        std::int64_t previous = 0;
    };

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    struct Shard {
        std::mutex mutex; ///< Guards counters
        std::unordered_map<std::string, Counter, TextHash, std::equal_to<>> counters;
    };

    Counter& counterOf(Shard& shard, std::string_view caller, std::int64_t window) const;

    std::int64_t _most;
    std::chrono::seconds _window;
    std::array<Shard, 16> _shards;
};

} // namespace tenon::http
