#include "token_cache.h"

#include <algorithm>
#include <cstring>

namespace tenon::auth {

namespace {

/// The end of a token is its signature, which is random already; a forged one finds an entry and fails the comparison.
std::uint64_t hashOf(std::string_view token) {
    std::uint64_t end = 0;
    std::uint64_t before = 0;
    if (token.size() >= 16) {
        std::memcpy(&end, token.data() + token.size() - 8, 8);
        std::memcpy(&before, token.data() + token.size() - 16, 8);
    }
    return (end ^ (before * 0x9e3779b97f4a7c15U)) * 0xbf58476d1ce4e5b9U;
}

} // namespace

TokenCache::TokenCache(std::size_t tokens) : _limit(std::max<std::size_t>(1, tokens / shardCount / 2)) {}

std::shared_ptr<const Principal> TokenCache::find(std::string_view token, std::uint64_t generation) {
    const std::uint64_t hash = hashOf(token);
    Shard& shard = _shards[(hash >> 59) % shardCount];
    const std::lock_guard lock(shard.mutex);
    const auto young = shard.young.find(hash);
    if (young != shard.young.end()) {
        const Entry& entry = young->second;
        return entry.generation == generation && entry.token == token ? entry.principal : nullptr;
    }
    const auto old = shard.old.find(hash);
    if (old == shard.old.end() || old->second.generation != generation || old->second.token != token) {
        return nullptr;
    }
    Entry entry = std::move(old->second);
    shard.old.erase(old);
    auto principal = entry.principal;
    insert(shard, hash, std::move(entry));
    return principal;
}

void TokenCache::put(std::string_view token, std::uint64_t generation, std::shared_ptr<const Principal> principal) {
    const std::uint64_t hash = hashOf(token);
    Shard& shard = _shards[(hash >> 59) % shardCount];
    const std::lock_guard lock(shard.mutex);
    insert(shard, hash, {std::string(token), generation, std::move(principal)});
}

void TokenCache::insert(Shard& shard, std::uint64_t hash, Entry entry) {
    if (shard.young.size() >= _limit) {
        shard.old = std::move(shard.young);
        shard.young.clear();
    }
    shard.young.insert_or_assign(hash, std::move(entry));
}

} // namespace tenon::auth
