#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

#include <cstdint>
#include <vector>

namespace locations {

/// What is answered about places beyond the tables themselves. Safe to call from many threads.
class Places {
public:
    explicit Places(tenon::Database& database) : _database(database) {}

    /// {id, uuid, name, bn_name} of a district or thana, or null when there is none.
    [[nodiscard]] tenon::Json district(std::int64_t id);
    [[nodiscard]] tenon::Json thana(std::int64_t id);

    /// How many there are, in all and in each division; the parts sum to the whole.
    [[nodiscard]] tenon::JsonObject summary();

    /// Adds `district_info` and `thana_info` to accounts whose `district_id` and `thana_id` are known.
    void describe(const std::vector<tenon::JsonObject*>& accounts);

private:
    tenon::Database& _database;
};

} // namespace locations
