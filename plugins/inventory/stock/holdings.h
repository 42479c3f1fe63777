#pragma once

#include "stock/product.h"
#include "valuation/replay.h"

#include <tenon/database.h>

namespace inventory {

/// A product's turn: what there is of it, which nobody else changes until the transaction ends.
struct Turn {
    std::int64_t number = 0; ///< Counts the turns of the product
    Holding holding;
};

/// What a movement did to what the company has of a product.
struct Booked {
    Valued valued;
    tenon::Decimal cost; ///< Of one unit afterwards
};

/// A change of a product's value that is no movement.
struct Revalued {
    tenon::Timestamp at;
    tenon::Date date;
    tenon::Decimal difference;
    tenon::Decimal cost; ///< Of one unit from now on
};

/// What the company has of a product and what that is worth, in the database.
class Holdings {
public:
    explicit Holdings(tenon::Database& database) : _database(database) {}

    [[nodiscard]] Turn take(const Product& product);
    /// Goods come into the company's stock.
    Booked receive(
        const Product& product,
        const Turn& turn,
        std::int64_t movement,
        tenon::Date date,
        tenon::Decimal quantity,
        tenon::Decimal value,
        int digits
    );
    /// Goods leave it; with a `receipt`, what is left of that one.
    Booked issue(
        const Product& product,
        const Turn& turn,
        tenon::Decimal quantity,
        std::optional<std::int64_t> receipt,
        int digits
    );
    /// Another fixed cost; returns by how much the value changed.
    tenon::Decimal revalue(const Product& product, const Turn& turn, tenon::Decimal cost, int digits);
    /// Keeps a change of value for those who ask about the past.
    void note(const Product& product, const Turn& turn, const Revalued& revalued);
    /// Takes over what a replay of the product's movements came to.
    void replace(const Product& product, const Replayed& replayed, const std::vector<PastMovement>& movements);

private:
    void store(const Product& product, const Holding& holding);
    [[nodiscard]] std::vector<Layer> oldest(std::int64_t product, tenon::Decimal quantity) const;

    tenon::Database& _database;
};

} // namespace inventory
