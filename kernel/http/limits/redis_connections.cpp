#include <kernel/http/limits/redis_connections.h>

#include <Poco/Redis/Array.h>
#include <Poco/Redis/Type.h>
#include <Poco/URI.h>

#include <charconv>
#include <stdexcept>

namespace tenon::http {

namespace {

constexpr int usualPort = 6379;

int databaseOf(std::string_view path) {
    if (path.empty() || path == "/") {
        return 0;
    }
    int number = 0;
    const char* end = path.data() + path.size();
    const auto [rest, error] = std::from_chars(path.data() + 1, end, number);
    if (error != std::errc() || rest != end || number < 0) {
        throw std::invalid_argument("the database of a Redis is a number, as in redis://host:6379/0");
    }
    return number;
}

} // namespace

RedisSettings redisAt(const std::string& url) {
    try {
        const Poco::URI uri(url);
        if (uri.getScheme() != "redis" || uri.getHost().empty()) {
            throw std::invalid_argument("a Redis is named as redis://host:port/database");
        }
        const std::string& user = uri.getUserInfo();
        RedisSettings settings;
        settings.host = uri.getHost();
        settings.port = uri.getPort() != 0 ? uri.getPort() : usualPort;
        settings.password = user.substr(user.find(':') + 1);
        settings.database = databaseOf(uri.getPath());
        return settings;
    } catch (const Poco::Exception&) {
        throw std::invalid_argument("a Redis is named as redis://host:port/database");
    }
}

std::unique_ptr<Poco::Redis::Client> RedisConnections::idle() {
    const std::lock_guard lock(_mutex);
    if (_idle.empty()) {
        return nullptr;
    }
    auto client = std::move(_idle.back());
    _idle.pop_back();
    return client;
}

void RedisConnections::forgetIdle() {
    const std::lock_guard lock(_mutex);
    _idle.clear();
}

std::unique_ptr<Poco::Redis::Client> RedisConnections::opened() const {
    using Poco::Redis::Array;
    const Poco::Timespan timeout(std::chrono::microseconds(_settings.timeout).count());
    auto client = std::make_unique<Poco::Redis::Client>();
    client->connect(_settings.host, _settings.port, timeout);
    client->setReceiveTimeout(timeout);
    if (!_settings.password.empty()) {
        client->execute<std::string>(Array().add("AUTH").add(_settings.password));
    }
    if (_settings.database != 0) {
        client->execute<std::string>(Array().add("SELECT").add(std::to_string(_settings.database)));
    }
    return client;
}

void RedisConnections::keep(std::unique_ptr<Poco::Redis::Client> client) {
    const std::lock_guard lock(_mutex);
    if (_idle.size() < mostIdle) {
        _idle.push_back(std::move(client));
    }
}

} // namespace tenon::http
