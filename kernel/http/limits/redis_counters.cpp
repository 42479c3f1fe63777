#include <kernel/http/limits/redis_counters.h>

#include <tenon/blocking.h>

#include <Poco/Redis/Array.h>
#include <Poco/Redis/Type.h>

#include <stdexcept>

namespace tenon::http {

namespace {

using Poco::Redis::Array;

/// The count of MemoryCounters, in one step of the server. The hash at KEYS[1] holds number, current and previous of
/// each window; ARGV are the decisive window (from 1), the most requests in it, and the lengths of the windows. Answers
/// current and previous of the decisive window before this request, and the seconds that it runs.
constexpr const char* script = R"lua(
local now = tonumber(redis.call('TIME')[1])
local decisive, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local state, answer, allowed, longest = {}, nil, false, 0
for i = 3, #ARGV do
    local length = tonumber(ARGV[i])
    local number = math.floor(now / length)
    local kept = redis.call('HMGET', KEYS[1], 'n' .. i, 'c' .. i, 'p' .. i)
    local current, previous = tonumber(kept[2] or 0), tonumber(kept[3] or 0)
    local before = tonumber(kept[1] or -1)
    if before ~= number then
        previous = (before + 1 == number) and current or 0
        current = 0
    end
    if i - 2 == decisive then
        local elapsed = now % length
        answer = {current, previous, elapsed}
        allowed = current + math.floor(previous * (length - elapsed) / length) < most
    end
    state[i] = {number, current, previous}
    longest = math.max(longest, length)
end
if allowed then
    for i = 3, #ARGV do
        redis.call('HSET', KEYS[1], 'n' .. i, state[i][1], 'c' .. i, state[i][2] + 1, 'p' .. i, state[i][3])
    end
    redis.call('EXPIRE', KEYS[1], 2 * longest)
end
return answer
)lua";

Array commandFor(std::string_view caller, const RequestCounters::Quota& quota) {
    Array command;
    command.add("EVAL").add(script).add("1").add("tenon:limit:" + std::string(caller));
    command.add(std::to_string(quota.decisive + 1)).add(std::to_string(quota.most));
    for (const std::chrono::seconds window : quota.windows) {
        command.add(std::to_string(window.count()));
    }
    return command;
}

} // namespace

Usage RedisCounters::count(std::string_view caller, const Quota& quota) {
    const BlockingRegion region;
    const Array answer = _connections.with([&](Poco::Redis::Client& client) {
        // By its text each time: some 1,500 bytes, and a server that was restarted knows no script by its digest.
        return client.execute<Array>(commandFor(caller, quota));
    });
    if (answer.size() != 3) {
        throw std::runtime_error("Redis answers in an unknown form");
    }
    return {answer.get<Poco::Int64>(0), answer.get<Poco::Int64>(1), answer.get<Poco::Int64>(2)};
}

} // namespace tenon::http
