#include <kernel/http/transport/connection_table.h>
#include <kernel/http/transport/settings.h>

#include <utility>

namespace tenon::http {

ConnectionTable::ConnectionTable(const ServerSettings& settings) : _uncapped(settings.uncappedPeers) {}

Connection& ConnectionTable::add(FileDescriptor socket, const PeerAddress& peer, std::size_t listener) {
    auto connection = std::make_unique<Connection>(std::move(socket), peer, listener);
    Connection& added = *connection;
    {
        const std::scoped_lock lock(_mutex);
        ++_size;
        ++_peers[peer.network()];
    }
    Shard& shard = shardOf(added.fd());
    const std::scoped_lock lock(shard.mutex);
    shard.connections.insert_or_assign(added.fd(), std::move(connection));
    return added;
}

void ConnectionTable::remove(Connection& connection) noexcept {
    std::unique_ptr<Connection> removed;
    {
        Shard& shard = shardOf(connection.fd());
        const std::scoped_lock lock(shard.mutex);
        const auto found = shard.connections.find(connection.fd());
        removed = std::move(found->second);
        shard.connections.erase(found);
    }
    const PeerAddress::Network network = removed->peer().network();
    removed.reset(); // closes the socket: before it is counted as gone, and outside of the locks

    const std::scoped_lock lock(_mutex);
    const auto peer = _peers.find(network);
    if (--peer->second == 0) {
        _peers.erase(peer);
    }
    if (--_size == 0) {
        _emptied.notify_all();
    }
}

std::size_t ConnectionTable::connectionsOf(const PeerAddress& peer) const {
    if (_uncapped.contain(peer.text())) {
        return 0;
    }
    const std::scoped_lock lock(_mutex);
    const auto found = _peers.find(peer.network());
    return found == _peers.end() ? 0 : found->second;
}

void ConnectionTable::forEach(const std::function<void(Connection&)>& visit) {
    for (Shard& shard : _shards) {
        const std::scoped_lock lock(shard.mutex);
        for (const auto& [fd, connection] : shard.connections) {
            visit(*connection);
        }
    }
}

std::size_t ConnectionTable::size() const {
    const std::scoped_lock lock(_mutex);
    return _size;
}

bool ConnectionTable::waitUntilEmpty(std::chrono::milliseconds patience) {
    std::unique_lock lock(_mutex);
    return _emptied.wait_for(lock, patience, [this] { return _size == 0; });
}

} // namespace tenon::http
