#include <kernel/http/rate_limit.h>

#include <algorithm>

namespace tenon::http {

namespace {

constexpr std::size_t mostCallersPerShard = 4096;

} // namespace

RateLimit::Counter& RateLimit::counterOf(Shard& shard, std::string_view caller, std::int64_t window) const {
    auto found = shard.counters.find(caller);
    if (found == shard.counters.end()) {
        if (shard.counters.size() >= mostCallersPerShard) {
            std::erase_if(shard.counters, [&](const auto& entry) { return entry.second.window + 1 < window; });
        }
        found = shard.counters.emplace(caller, Counter{.window = window, .current = 0, .previous = 0}).first;
    }
    Counter& counter = found->second;
    if (counter.window != window) {
        counter.previous = counter.window + 1 == window ? counter.current : 0;
        counter.current = 0;
        counter.window = window;
    }
    return counter;
}

RateLimit::Verdict RateLimit::count(std::string_view caller) {
    const std::int64_t length = _window.count();
    const std::int64_t now = Clock::now().unixSeconds();
    const std::int64_t elapsed = now % length;
    Shard& shard = _shards[std::hash<std::string_view>()(caller) % _shards.size()];
    const std::lock_guard lock(shard.mutex);
    Counter& counter = counterOf(shard, caller, now / length);
    const std::int64_t used = counter.current + counter.previous * (length - elapsed) / length;
    Verdict verdict{.isAllowed = used < _most, .limit = _most, .remaining = 0, .resetSeconds = length - elapsed};
    if (verdict.isAllowed) {
        ++counter.current;
        verdict.remaining = std::max<std::int64_t>(0, _most - used - 1);
    }
    return verdict;
}

} // namespace tenon::http
