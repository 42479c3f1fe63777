#include <kernel/http/limits/memory_counters.h>

#include <algorithm>
#include <chrono>

namespace tenon::http {

namespace {

constexpr std::size_t mostCallersPerShard = 4096;

} // namespace

std::int64_t MemoryCounters::monotonicSeconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

MemoryCounters::Entry& MemoryCounters::entryOf(Shard& shard, std::string_view caller, std::int64_t now) {
    if (const auto found = shard.entries.find(caller); found != shard.entries.end()) {
        return found->second;
    }
    if (shard.entries.size() >= mostCallersPerShard) {
        std::erase_if(shard.entries, [&](const auto& entry) { return entry.second.idleFrom <= now; });
    }
    return shard.entries.emplace(caller, Entry()).first->second;
}

Usage MemoryCounters::count(std::string_view caller, const Quota& quota) {
    const std::int64_t now = _clock();
    Shard& shard = _shards[std::hash<std::string_view>()(caller) % _shards.size()];
    const std::lock_guard lock(shard.mutex);
    Entry& entry = entryOf(shard, caller, now);
    for (std::size_t i = 0; i < quota.windows.size(); ++i) {
        Counter& counter = entry.counters[i];
        const std::int64_t number = now / quota.windows[i].count();
        if (counter.number != number) {
            counter = {number, 0, counter.number + 1 == number ? counter.current : 0};
        }
    }
    const std::int64_t window = quota.windows[quota.decisive].count();
    const Counter& decisive = entry.counters[quota.decisive];
    const Usage usage{decisive.current, decisive.previous, now % window};
    if (usage.requests(window) < quota.most) {
        for (std::size_t i = 0; i < quota.windows.size(); ++i) {
            ++entry.counters[i].current;
            entry.idleFrom = std::max(entry.idleFrom, now + 2 * quota.windows[i].count());
        }
    }
    return usage;
}

} // namespace tenon::http
