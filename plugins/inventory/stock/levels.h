#pragma once

#include "valuation/unit.h"

#include <tenon/database.h>
#include <tenon/inventory.h>

namespace inventory {

/// Where goods of one product, and of one lot if they have one, lie.
struct Spot {
    std::int64_t company = 0;
    std::int64_t product = 0;
    std::int64_t location = 0;
    std::int64_t lot = 0; ///< 0: without
};

/// Whether less than nothing may be left.
enum class Shortage { Refuse, Allow };

/// The sums of the movements that are done. Who changes them holds the product's turn.
class Levels {
public:
    explicit Levels(tenon::Database& database) : _database(database) {}

    /// Goods come to lie there, or leave where `change` is below zero, on `date`. Refuses, where told to, with Conflict
    /// NEGATIVE_STOCK if that day or a later one would end with less than nothing, or less would be left than is
    /// reserved.
    void change(const Spot& spot, tenon::Decimal change, tenon::Date date, Shortage shortage);
    /// Reserves goods, or releases them where `change` is below zero.
    void reserve(const Spot& spot, tenon::Decimal change);

    [[nodiscard]] Level at(const Spot& spot) const;
    /// What lay there at the end of `date`.
    [[nodiscard]] tenon::Decimal onHand(const Spot& spot, tenon::Date date) const;
    /// In all storage of the product's company.
    [[nodiscard]] Level ofProduct(std::int64_t product) const;
    [[nodiscard]] Level ofProduct(std::int64_t product, std::int64_t location) const;
    /// Whether goods of the lot lie in a location of the company already.
    [[nodiscard]] bool isInStock(std::int64_t product, std::int64_t lot) const;

private:
    void requireEnough(const Spot& spot, tenon::Decimal onHand, tenon::Date date);

    tenon::Database& _database;
};

} // namespace inventory
