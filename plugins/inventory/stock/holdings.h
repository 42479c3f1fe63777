#pragma once

#include "stock/product.h"
#include "valuation/replay.h"

#include <tenon/database.h>

namespace inventory {

/// What the company has of a product and what that is worth, in the database.
class Holdings {
public:
    explicit Holdings(tenon::Database& database) : _database(database) {}

    /// The holding of a product, which is its caller's alone until the transaction ends.
    [[nodiscard]] Holding take(const Product& product);
    /// Goods come into the company's stock.
    Valued receive(
        const Product& product,
        std::int64_t movement,
        tenon::Date date,
        tenon::Decimal quantity,
        tenon::Decimal value,
        int digits
    );
    /// Goods leave it; with a `receipt`, what is left of that one.
    Valued issue(const Product& product, tenon::Decimal quantity, std::optional<std::int64_t> receipt, int digits);
    /// Another fixed cost; returns by how much the value changed.
    tenon::Decimal revalue(const Product& product, tenon::Decimal cost, int digits);
    /// Takes over what a replay of the product's movements came to.
    void replace(const Product& product, const Replayed& replayed, const std::vector<PastMovement>& movements);

private:
    void store(const Product& product, const Holding& holding);
    [[nodiscard]] std::vector<Layer> oldest(std::int64_t product, tenon::Decimal quantity) const;

    tenon::Database& _database;
};

} // namespace inventory
