#pragma once

#include <kernel/auth/principal.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tenon::auth {

/// Tokens that were verified before, with their bearers: most requests bring one of them again.
///
/// Bounded: each shard has a young and an old generation; when the young one is full it becomes the old one, and what
/// was not asked for since is gone. Only valid tokens get in, so that nobody fills it with garbage. Safe from many
/// threads.
class TokenCache {
public:
    /// Holds at most `tokens`, at least half as many.
    explicit TokenCache(std::size_t tokens);

    /// The bearer of `token`, if it was put in under the same `generation` of keys.
    [[nodiscard]] std::shared_ptr<const Principal> find(std::string_view token, std::uint64_t generation);

    void put(std::string_view token, std::uint64_t generation, std::shared_ptr<const Principal> principal);

private:
    struct Entry {
        std::string token;
        std::uint64_t generation = 0;
        std::shared_ptr<const Principal> principal;
    };

    using Entries = std::unordered_map<std::uint64_t, Entry>;

    struct Shard {
        std::mutex mutex; ///< Guards the generations.
        Entries young;
        Entries old;
    };

    void insert(Shard& shard, std::uint64_t hash, Entry entry);

    static constexpr std::size_t shardCount = 16;
    const std::size_t _limit; ///< Of one generation of one shard
    std::array<Shard, shardCount> _shards;
};

} // namespace tenon::auth
