#include "valuation/replay.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace inventory {

namespace {

/// What came back of an issue so far.
struct Returned {
    tenon::Decimal whole;
    tenon::Decimal value;
    tenon::Decimal quantity;
};

bool differs(tenon::Decimal a, tenon::Decimal b) { return compare(a, b) != std::strong_ordering::equal; }

} // namespace

Replayed replayed(Costing costing, int currencyDigits, tenon::Decimal fixedCost, std::vector<PastMovement> movements) {
    std::ranges::sort(movements, {}, [](const PastMovement& movement) {
        return std::tuple(movement.date, movement.id);
    });
    ValuedStock stock(costing, currencyDigits, {.quantity = {}, .value = {}, .cost = fixedCost});
    std::unordered_map<std::int64_t, Returned> issues;
    Replayed result;
    for (const PastMovement& movement : movements) {
        Valued valued;
        if (movement.direction == Direction::Out) {
            valued =
                movement.receipt ? stock.issueOf(*movement.receipt, movement.quantity) : stock.issue(movement.quantity);
            issues[movement.id] = {.whole = movement.quantity, .value = valued.value, .quantity = {}};
        } else if (const auto issue = movement.returnOf ? issues.find(*movement.returnOf) : issues.end();
                   issue != issues.end()) {
            Returned& back = issue->second;
            valued = stock.receive(
                movement.id,
                movement.quantity,
                valueOfReturn(back.value, back.whole, back.quantity, movement.quantity, currencyDigits)
            );
            back.quantity += movement.quantity;
        } else {
            valued = stock.receive(movement.id, movement.quantity, movement.value);
        }
        if (differs(valued.value, movement.value) || differs(valued.correction, movement.correction)) {
            result.changes.push_back({movement.id, valued.value, valued.correction});
        }
    }
    result.holding = stock.holding();
    result.layers = stock.layers();
    return result;
}

} // namespace inventory
