#pragma once

#include "line.h"

#include <kernel/http/limits/redis_connections.h>

#include <tenon/database.h>
#include <tenon/log.h>

#include <Poco/Net/StreamSocket.h>

#include <string>

namespace tenon::nodes {

/// PUBLISH and SUBSCRIBE of a Redis, for nodes that share one.
class RedisLine : public Line {
public:
    /// `database` tells when a transaction is durable; it and `log` outlive this.
    RedisLine(Database& database, const http::RedisSettings& settings, Log& log)
        : _database(database), _log(log), _settings(settings), _connections(settings) {}

    void say(const std::string& text) override;
    void open() override;
    [[nodiscard]] std::vector<std::string> hear(int wake) override;

private:
    void publish(const std::string& text) noexcept;
    [[nodiscard]] std::vector<std::string> messages();

    Database& _database;
    Log& _log;
    const http::RedisSettings _settings;
    http::RedisConnections _connections; ///< For what is said; a subscribed connection can do nothing else
    Poco::Net::StreamSocket _socket;
    std::string _received; ///< Not yet a whole line
    int _linesToText = 0;  ///< Of the message that is being read
};

} // namespace tenon::nodes
