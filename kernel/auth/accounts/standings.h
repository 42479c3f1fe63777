#pragma once

#include "account_store.h"
#include "assignment_store.h"
#include "role_store.h"
#include "standing.h"

#include <kernel/auth/sessions/session_store.h>
#include <kernel/auth/settings.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace tenon::auth {

/// The standings of the accounts that are active now: a request of a signed-in account asks the database nothing.
///
/// Changes made on this node are seen by the next request; those of other nodes as soon as this one is told (`forget`),
/// at the latest after `accountRefresh`. Safe to call from many threads. Standings are shared because requests go on
/// with the one they began with.
class Standings {
public:
    static constexpr std::int64_t everybody = 0; ///< In place of an account

    Standings(
        Database& database,
        AccountStore& accounts,
        RoleStore& roles,
        AssignmentStore& assignments,
        SessionStore& sessions,
        const Settings& settings
    );

    /// The standing of the account at `now`; null when there is none.
    [[nodiscard]] std::shared_ptr<const Standing> of(std::int64_t account, Timestamp now);

    /// The current transaction changes how the account stands: once it is durable, no node goes on with what it knew.
    void changed(std::int64_t account);

    /// Has `tell` told of every change, inside its transaction, for the other nodes. Before requests are served.
    void onChange(std::function<void(std::int64_t account)> tell) { _tell = std::move(tell); }

    /// Forgets what is known of the account. Never blocks for long.
    void forget(std::int64_t account) noexcept;

private:
    struct Shard {
        std::mutex mutex; ///< Guards `known`.
        std::unordered_map<std::int64_t, std::shared_ptr<const Standing>> known;
    };

    static constexpr std::size_t mostPerShard = 1024;

    void forgetAll() noexcept;
    [[nodiscard]] std::shared_ptr<const Standing> found(std::int64_t account, Timestamp now);
    [[nodiscard]] std::shared_ptr<const Standing> read(std::int64_t account, Timestamp now);
    void keep(const std::shared_ptr<const Standing>& standing, std::uint64_t changesBefore);

    Shard& shardOf(std::int64_t account) { return _shards[static_cast<std::uint64_t>(account) % _shards.size()]; }

    Database& _database;
    AccountStore& _accounts;
    RoleStore& _roles;
    AssignmentStore& _assignments;
    SessionStore& _sessions;
    const std::chrono::milliseconds _refresh;
    const std::chrono::microseconds _tokenLife; ///< After it an ended session needs no mention
    std::function<void(std::int64_t)> _tell;
    std::atomic<std::uint64_t> _changes{0};
    std::array<Shard, 16> _shards;
};

} // namespace tenon::auth
