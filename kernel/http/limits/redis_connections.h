#pragma once

#include <Poco/Redis/Client.h>

#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tenon::http {

/// Where the Redis is that the nodes share.
struct RedisSettings {
    std::string host;
    int port = 6379;
    std::string password;
    int database = 0;
    std::chrono::milliseconds timeout{200}; ///< For connecting and for each answer
};

/// The settings of "redis://:password@host:port/database". Throws std::invalid_argument for another text.
[[nodiscard]] RedisSettings redisAt(const std::string& url);

/// Connections to one Redis, each used by one thread at a time. Safe to call from many threads.
class RedisConnections {
public:
    explicit RedisConnections(RedisSettings settings) : _settings(std::move(settings)) {}

    /// Runs `use` with a connection, which is kept for others afterwards and closed when `use` throws; runs it again on
    /// a new connection when a kept one proves dead. Throws what Poco throws when the server cannot be reached or
    /// answers with an error.
    template <typename Use>
    auto with(const Use& use) {
        if (std::unique_ptr<Poco::Redis::Client> client = idle()) {
            try {
                auto result = use(*client);
                keep(std::move(client));
                return result;
            } catch (const std::exception&) {
                forgetIdle(); // The server was restarted, perhaps: what follows tells.
            }
        }
        std::unique_ptr<Poco::Redis::Client> client = opened();
        auto result = use(*client);
        keep(std::move(client));
        return result;
    }

private:
    static constexpr std::size_t mostIdle = 32;

    [[nodiscard]] std::unique_ptr<Poco::Redis::Client> idle();
    [[nodiscard]] std::unique_ptr<Poco::Redis::Client> opened() const;
    void forgetIdle();
    void keep(std::unique_ptr<Poco::Redis::Client> client);

    const RedisSettings _settings;
    std::mutex _mutex;
    std::vector<std::unique_ptr<Poco::Redis::Client>> _idle; ///< Guarded by _mutex
};

} // namespace tenon::http
