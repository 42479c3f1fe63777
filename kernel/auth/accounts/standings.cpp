#include "standings.h"

#include <algorithm>

namespace tenon::auth {

Standings::Standings(
    Database& database,
    AccountStore& accounts,
    RoleStore& roles,
    AssignmentStore& assignments,
    SessionStore& sessions,
    const Settings& settings
)
    : _database(database), _accounts(accounts), _roles(roles), _assignments(assignments), _sessions(sessions),
      _refresh(settings.accountRefresh), _tokenLife(settings.accessLifetime + 2 * settings.clockSkew) {}

std::shared_ptr<const Standing> Standings::of(std::int64_t account, Timestamp now) {
    if (auto known = found(account, now)) {
        return known;
    }
    const std::uint64_t changesBefore = _changes.load(std::memory_order_acquire);
    auto standing = read(account, now);
    if (standing != nullptr) {
        keep(standing, changesBefore);
    }
    return standing;
}

void Standings::changed(std::int64_t account) {
    _database.afterCommit([this, account] { forget(account); });
    if (_tell) {
        _tell(account);
    }
}

void Standings::forget(std::int64_t account) noexcept {
    if (account == everybody) {
        return forgetAll();
    }
    // Counted first: who is reading the account right now must not keep what was before the change.
    _changes.fetch_add(1, std::memory_order_acq_rel);
    Shard& shard = shardOf(account);
    const std::lock_guard lock(shard.mutex);
    if (const auto known = shard.known.find(account); known != shard.known.end()) {
        known->second->isOutdated.store(true, std::memory_order_release);
        shard.known.erase(known);
    }
}

void Standings::forgetAll() noexcept {
    _changes.fetch_add(1, std::memory_order_acq_rel);
    for (Shard& shard : _shards) {
        const std::lock_guard lock(shard.mutex);
        for (const auto& [account, standing] : shard.known) {
            standing->isOutdated.store(true, std::memory_order_release);
        }
        shard.known.clear();
    }
}

std::shared_ptr<const Standing> Standings::found(std::int64_t account, Timestamp now) {
    Shard& shard = shardOf(account);
    const std::lock_guard lock(shard.mutex);
    const auto known = shard.known.find(account);
    return known != shard.known.end() && known->second->isCurrent(now) ? known->second : nullptr;
}

std::shared_ptr<const Standing> Standings::read(std::int64_t account, Timestamp now) {
    auto stored = _accounts.byId(account);
    if (!stored) {
        return nullptr;
    }
    auto standing = std::make_shared<Standing>();
    standing->account = std::move(*stored);
    standing->rights = Rights(_roles.grantsOf(account, now), _assignments.reachesOf(account));
    standing->endedSessions = _sessions.endedSince(account, now - _tokenLife);
    standing->readAt = now;
    standing->validUntil = std::min(now + _refresh, _assignments.nextEnd(account, now).value_or(now + _refresh));
    return standing;
}

void Standings::keep(const std::shared_ptr<const Standing>& standing, std::uint64_t changesBefore) {
    Shard& shard = shardOf(standing->account.id);
    const std::lock_guard lock(shard.mutex);
    if (_changes.load(std::memory_order_acquire) != changesBefore) {
        standing->isOutdated.store(true, std::memory_order_release);
        return;
    }
    if (shard.known.size() >= mostPerShard) {
        std::erase_if(shard.known, [&](const auto& entry) { return !entry.second->isCurrent(standing->readAt); });
    }
    if (shard.known.size() < mostPerShard) {
        shard.known.insert_or_assign(standing->account.id, standing);
    }
}

} // namespace tenon::auth
