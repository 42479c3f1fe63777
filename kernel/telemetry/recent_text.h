#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace tenon::telemetry {

/// The end of an endless text, in memory of a fixed size. Safe to use from many threads.
class RecentText {
public:
    explicit RecentText(std::size_t bytes) : _limit(bytes) {}

    void append(std::string_view text);

    /// The last whole lines, oldest first.
    [[nodiscard]] std::string lines() const;

private:
    const std::size_t _limit;
    mutable std::mutex _mutex;
    std::string _ring;     ///< Grows to the limit, then goes round; guarded by _mutex
    std::size_t _next = 0; ///< Where the oldest character lies and the next one goes; guarded by _mutex
};

} // namespace tenon::telemetry
