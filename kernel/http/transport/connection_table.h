#pragma once

#include <kernel/http/transport/address_range.h>
#include <kernel/http/transport/connection.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace tenon::http {

struct ServerSettings;

/// Owns the open connections of a server and counts them by peer. Safe to call from any thread.
class ConnectionTable {
public:
    explicit ConnectionTable(const ServerSettings& settings);

    /// Takes a new connection in.
    Connection& add(FileDescriptor socket, const PeerAddress& peer, std::size_t listener);

    /// Closes and forgets a connection; only for the thread that owns it.
    void remove(Connection& connection) noexcept;

    /// How many connections the network of `peer` has; 0 for a peer without a cap.
    [[nodiscard]] std::size_t connectionsOf(const PeerAddress& peer) const;

    /// Calls `visit` for every connection; none is removed meanwhile, so it may only mark them.
    void forEach(const std::function<void(Connection&)>& visit);

    [[nodiscard]] std::size_t size() const;

    /// Waits until no connection is left; false when it takes longer than `patience`.
    [[nodiscard]] bool waitUntilEmpty(std::chrono::milliseconds patience);

private:
    /// Connections by descriptor, in parts, so that a look at the deadlines does not stop every worker.
    struct Shard {
        std::mutex mutex;
        std::unordered_map<int, std::unique_ptr<Connection>> connections; // guarded by mutex
    };

    static constexpr std::size_t shardCount = 16;

    Shard& shardOf(int fd) { return _shards[static_cast<std::size_t>(fd) % shardCount]; }

    const AddressRanges _uncapped;
    std::array<Shard, shardCount> _shards;
    mutable std::mutex _mutex;
    std::condition_variable _emptied;
    std::unordered_map<PeerAddress::Network, std::size_t> _peers; // guarded by _mutex
    std::size_t _size = 0;                                        // guarded by _mutex
};

} // namespace tenon::http
