#include "redis_line.h"

#include <tenon/blocking.h>

#include <Poco/Redis/Array.h>
#include <Poco/Redis/Type.h>

#include <array>
#include <poll.h>
#include <stdexcept>

namespace tenon::nodes {

namespace {

using Poco::Redis::Array;

constexpr const char* channel = "tenon:nodes";
constexpr std::size_t mostUnread = 64 * 1024; // No message of ours is near that.

} // namespace

void RedisLine::say(const std::string& text) {
    _database.afterCommit([this, text] { publish(text); });
}

/// The change is durable already: nodes that do not hear of it see it when they read the account again.
void RedisLine::publish(const std::string& text) noexcept {
    try {
        const BlockingRegion region;
        static_cast<void>(_connections.with([&](Poco::Redis::Client& client) {
            return client.execute<Poco::Int64>(Array().add("PUBLISH").add(channel).add(text));
        }));
    } catch (const std::exception& error) {
        _log.warn("nodes.line.unsaid", {{"what", error.what()}});
    }
}

void RedisLine::open() {
    _received.clear();
    _linesToText = 0;
    _socket = Poco::Net::StreamSocket();
    const Poco::Timespan timeout(std::chrono::microseconds(_settings.timeout).count());
    _socket.connect(Poco::Net::SocketAddress(_settings.host, static_cast<Poco::UInt16>(_settings.port)), timeout);
    _socket.setKeepAlive(true);
    _socket.setSendTimeout(timeout);
    std::string commands;
    if (!_settings.password.empty()) {
        commands += Array().add("AUTH").add(_settings.password).toString();
    }
    commands += Array().add("SUBSCRIBE").add(channel).toString();
    _socket.sendBytes(commands.data(), static_cast<int>(commands.size()));
}

std::vector<std::string> RedisLine::hear(int wake) {
    std::array<pollfd, 2> watched{
        {{.fd = _socket.impl()->sockfd(), .events = POLLIN, .revents = 0},
         {.fd = wake, .events = POLLIN, .revents = 0}}};
    ::poll(watched.data(), watched.size(), -1);
    if (watched[0].revents == 0) {
        return {};
    }
    std::array<char, 4096> bytes{};
    const int count = _socket.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (count <= 0 || _received.size() > mostUnread) {
        throw std::runtime_error("Redis closed the connection");
    }
    _received.append(bytes.data(), static_cast<std::size_t>(count));
    return messages();
}

/// A message is an array of three texts (RESP), in lines: "*3", "$7", "message", "$11", the channel, "$2", the text. No
/// text of ours holds a line break.
std::vector<std::string> RedisLine::messages() {
    constexpr int linesToText = 4;
    std::vector<std::string> texts;
    for (auto end = _received.find("\r\n"); end != std::string::npos; end = _received.find("\r\n")) {
        std::string line = _received.substr(0, end);
        _received.erase(0, end + 2);
        if (line.starts_with('-')) {
            throw std::runtime_error(line);
        }
        if (line == "message") {
            _linesToText = linesToText;
        } else if (_linesToText > 0 && --_linesToText == 0) {
            texts.push_back(std::move(line));
        }
    }
    return texts;
}

} // namespace tenon::nodes
