#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tenon::audit {

/// The end of the chain.
struct ChainHead {
    std::int64_t position = 0; ///< 0 before the first row
    std::string hash;
};

/// Puts committed rows into the chain. Any number of nodes may seal; one does at a time.
class Chain {
public:
    explicit Chain(Database& database) : _database(database) {}

    /// What a round of sealing did.
    struct Round {
        std::int64_t sealed = 0;
        ChainHead head;
    };

    /// Chains at most `limit` of the rows that are visible and in no chain yet, lowest number first.
    Round seal(std::int64_t limit);

    [[nodiscard]] ChainHead head();

private:
    struct Seal;

    void write(const std::vector<Seal>& seals);

    Database& _database;
};

} // namespace tenon::audit
