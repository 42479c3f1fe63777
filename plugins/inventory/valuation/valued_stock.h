#pragma once

#include <tenon/arithmetic.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace inventory {

/// Decimals of a unit cost.
inline constexpr int costScale = 4;

/// How what leaves is valued.
enum class Costing {
    Fixed,   ///< At the price set for the product
    Average, ///< At the average of what is there
    Fifo     ///< At what the oldest of it cost
};

/// What there is of a product in a company, and what it is worth. Never a value without a quantity.
struct Holding {
    tenon::Decimal
        quantity; ///< Below zero where negative stock is allowed: then value is what left without having come
    tenon::Decimal value;
    tenon::Decimal cost; ///< Of one unit; the last one known when there is none
};

/// What is left of a receipt (FIFO).
struct Layer {
    std::int64_t id = 0; ///< The receipt
    tenon::Decimal quantity;
    tenon::Decimal value;
};

/// What a movement was worth.
struct Valued {
    tenon::Decimal value;
    /// What issues of goods that were not there yet were booked too low (or too high, below zero): leaves the value of
    /// the stock together with the receipt that settles it.
    tenon::Decimal correction;
};

/// Stock of one product with its value, in memory. Values are rounded once, to the decimals of the currency.
class ValuedStock {
public:
    /// `layers` are the oldest ones, in order; an issue needs as many as cover it.
    ValuedStock(Costing costing, int currencyDigits, Holding holding = {}, std::vector<Layer> layers = {});

    /// Goods come in for `value`; with fixed costs they are worth the fixed cost all the same.
    Valued receive(std::int64_t receipt, tenon::Decimal quantity, tenon::Decimal value);
    /// Goods come in at a cost for each unit.
    Valued receiveAt(std::int64_t receipt, tenon::Decimal quantity, tenon::Decimal unitCost);
    /// Goods leave. The last of them takes all the value that is left; what is not there leaves at the last known cost:
    /// the average, or what the newest of it cost.
    Valued issue(tenon::Decimal quantity);
    /// The same of what one receipt brought, first in, first out; where less is left of it, the oldest goods leave.
    Valued issueOf(std::int64_t receipt, tenon::Decimal quantity);
    /// Another fixed cost; returns by how much the value changed.
    tenon::Decimal revalue(tenon::Decimal cost);

    [[nodiscard]] const Holding& holding() const { return _holding; }

    /// The layers that are left of those that were given and received.
    [[nodiscard]] std::vector<Layer> layers() const { return {_layers.begin() + _consumed, _layers.end()}; }

    /// How many of the first layers were used up.
    [[nodiscard]] std::size_t consumed() const { return static_cast<std::size_t>(_consumed); }

    /// `quantity` at `unitCost` in money.
    [[nodiscard]] tenon::Decimal worth(tenon::Decimal quantity, tenon::Decimal unitCost) const {
        return product(quantity, unitCost, _digits);
    }

private:
    [[nodiscard]] tenon::Decimal taken(tenon::Decimal quantity);
    void setCost(tenon::Decimal lastKnown);

    Costing _costing;
    int _digits;
    Holding _holding;
    std::vector<Layer> _layers;
    std::ptrdiff_t _consumed = 0;
};

/// The share of `value` that belongs to `part` of `whole`; exactly the value for the whole.
[[nodiscard]] tenon::Decimal proportionOf(tenon::Decimal value, tenon::Decimal part, tenon::Decimal whole, int digits);

/// What `quantity` returns of an issue of `whole` units that left for `value`, after `returned` units came back: the
/// last of them takes what rounding left.
[[nodiscard]] tenon::Decimal
valueOfReturn(tenon::Decimal value, tenon::Decimal whole, tenon::Decimal returned, tenon::Decimal quantity, int digits);

} // namespace inventory
