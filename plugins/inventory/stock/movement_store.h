#pragma once

#include "stock/product.h"
#include "valuation/replay.h"

#include <tenon/database.h>
#include <tenon/inventory.h>

namespace inventory {

/// A movement with what was said when it was entered.
struct StoredMovement {
    Movement movement;
    std::string unit;
    tenon::Decimal unitQuantity;
    std::optional<tenon::Decimal> unitCost; ///< For one `unit`
    tenon::Decimal landedCost;              ///< Freight, duty and the like, counted in the value
    std::optional<std::int64_t> returnOf;
    bool exactLayer = false; ///< Of a return to the supplier: what `returnOf` brought goes back, not the oldest
    std::string reference;
    std::string sourceModel;
    std::string sourceId;

    /// What a receipt is said to cost, if that was said.
    [[nodiscard]] std::optional<tenon::Decimal> said(int digits) const {
        return unitCost ? std::optional(product(unitQuantity, *unitCost, digits) + landedCost) : std::nullopt;
    }
};

/// How a movement ended.
struct Finished {
    tenon::Timestamp at;
    std::int64_t turn = 0;
    std::optional<Valued> valued;
    tenon::Decimal bookedValue; ///< By how much it changed the value of the stock
    tenon::Decimal bookedCost;  ///< What one unit cost afterwards
};

/// The table of movements.
class MovementStore {
public:
    explicit MovementStore(tenon::Database& database) : _database(database) {}

    /// Stores a draft and returns its id.
    std::int64_t add(const StoredMovement& movement, std::int64_t createdBy);
    /// The movement, which is its caller's alone until the transaction ends. Throws NotFound.
    [[nodiscard]] StoredMovement take(std::int64_t id);
    [[nodiscard]] StoredMovement read(std::int64_t id) const;
    void assign(std::int64_t id, tenon::Timestamp at);
    void cancel(std::int64_t id, tenon::Timestamp at);
    /// Less of it; from now on in the product's unit.
    void setQuantity(std::int64_t id, tenon::Decimal quantity, std::string_view unit);
    void addReturned(std::int64_t id, tenon::Decimal quantity);
    void finish(std::int64_t id, tenon::Date date, const Finished& finished);
    void revalue(const Revaluation& revaluation);
    void setEntry(std::int64_t id, std::int64_t entry);
    void setCosts(const StoredMovement& stored);
    /// Forgets a draft.
    void remove(std::int64_t id);
    /// Drafts that may be reserved, of one product if told: those of a product one after the other, by planned date,
    /// then by entry.
    [[nodiscard]] std::vector<std::int64_t>
    waiting(std::int64_t company, std::optional<std::int64_t> product, tenon::Date today) const;
    /// What came into the company's stock of the product and left it, ever.
    [[nodiscard]] std::vector<PastMovement> past(std::int64_t product) const;

private:
    tenon::Database& _database;
};

} // namespace inventory
