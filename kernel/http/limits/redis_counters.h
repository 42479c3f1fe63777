#pragma once

#include <kernel/http/limits/redis_connections.h>
#include <kernel/http/limits/request_counters.h>

#include <string>

namespace tenon::http {

/// Counters in a Redis, shared by all nodes that use it and run by its clock. Throws what Poco throws when it is away.
class RedisCounters : public RequestCounters {
public:
    explicit RedisCounters(const RedisSettings& settings) : _connections(settings) {}

    Usage count(std::string_view caller, const Quota& quota) override;

private:
    RedisConnections _connections;
};

} // namespace tenon::http
