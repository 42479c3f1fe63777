#pragma once

#include <kernel/data/metrics.h>
#include <kernel/data/settings.h>

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace tenon::data {

/// Connections that are opened when needed, bounded, waited for, tested when lent and closed when not fit for the next
/// user or when nobody has needed them for long. The one used last is lent first: its statements are prepared.
///
/// `Connection` answers isAlive() (asked when lent) and isReusable() (asked when given back), both noexcept.
template <typename Connection>
class ConnectionPool {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    ConnectionPool(Open open, const DatabaseSettings& settings, DataMetrics& metrics)
        : _open(std::move(open)), _limit(settings.connections), _wait(settings.connectionWait),
          _longestIdle(settings.connectionIdle), _metrics(metrics) {
        _idle.reserve(_limit);
    }

    /// A connection that nobody else uses, given back when it goes out of scope.
    class Lease {
    public:
        Lease(ConnectionPool& owner, std::unique_ptr<Connection> connection)
            : _owner(owner), _connection(std::move(connection)) {}

        ~Lease() { _owner.takeBack(std::move(_connection)); }

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Connection& operator*() const { return *_connection; }

        Connection* operator->() const { return _connection.get(); }

    private:
        ConnectionPool& _owner;
        std::unique_ptr<Connection> _connection;
    };

    /// Throws Unavailable when no connection becomes free in time, and what opening one throws.
    Lease borrow() {
        while (auto connection = idleOrPermit()) {
            if (connection->isAlive()) {
                return {*this, std::move(connection)};
            }
            ++_metrics.connectionsLost;
            connection.reset();
            giveUp();
        }
        return {*this, opened()};
    }

private:
    using Clock = std::chrono::steady_clock;

    struct Idle {
        std::unique_ptr<Connection> connection;
        Clock::time_point since;
    };

    /// An idle connection, or null with the permission to open one more.
    std::unique_ptr<Connection> idleOrPermit() {
        std::unique_lock lock(_mutex);
        const auto isFree = [this] { return !_idle.empty() || _permits < _limit; };
        if (!isFree()) {
            ++_metrics.connectionWaits;
            const BlockingRegion region;
            if (!_changed.wait_for(lock, _wait, isFree)) {
                ++_metrics.connectionTimeouts;
                throw Unavailable("The server is busy; try again.", "DATABASE_BUSY");
            }
        }
        if (_idle.empty()) {
            ++_permits;
            return nullptr;
        }
        auto connection = std::move(_idle.back().connection);
        _idle.pop_back();
        _metrics.connectionsIdle = _idle.size();
        return connection;
    }

    std::unique_ptr<Connection> opened() {
        try {
            return _open();
        } catch (...) {
            giveUp();
            throw;
        }
    }

    void takeBack(std::unique_ptr<Connection> connection) noexcept {
        if (!connection->isReusable()) {
            connection.reset();
            giveUp();
            return;
        }
        std::unique_ptr<Connection> forgotten; // Closed when the lock is released
        {
            const std::lock_guard lock(_mutex);
            _idle.push_back({std::move(connection), Clock::now()});
            forgotten = takeForgotten();
            _metrics.connectionsIdle = _idle.size();
        }
        _changed.notify_one();
    }

    /// The connection that has been idle for longest, when that is too long and it is not the only one. Asked with the
    /// lock held.
    std::unique_ptr<Connection> takeForgotten() noexcept {
        if (_idle.size() < 2 || _idle.back().since - _idle.front().since < _longestIdle) {
            return nullptr;
        }
        auto connection = std::move(_idle.front().connection);
        _idle.erase(_idle.begin());
        --_permits;
        return connection;
    }

    void giveUp() noexcept {
        {
            const std::lock_guard lock(_mutex);
            --_permits;
        }
        _changed.notify_one();
    }

    const Open _open;
    const std::size_t _limit;
    const std::chrono::milliseconds _wait;
    const std::chrono::milliseconds _longestIdle;
    DataMetrics& _metrics;
    std::mutex _mutex;
    std::condition_variable _changed;
    std::vector<Idle> _idle;  // guarded by _mutex; the one idle for longest first
    std::size_t _permits = 0; // guarded by _mutex; lent, idle or about to be opened
};

} // namespace tenon::data
