#include "valuation/valued_stock.h"

#include <algorithm>

namespace inventory {

namespace {

using tenon::Decimal;

bool isAtMost(Decimal a, Decimal b) { return compare(a, b) != std::strong_ordering::greater; }

Decimal lesser(Decimal a, Decimal b) { return isAtMost(a, b) ? a : b; }

} // namespace

Decimal proportionOf(Decimal value, Decimal part, Decimal whole, int digits) {
    if (compare(part, whole) == std::strong_ordering::equal) {
        return rounded(value, digits);
    }
    const Decimal parts[] = {part, whole - part};
    return shares(rounded(value, digits), parts).front();
}

Decimal valueOfReturn(Decimal value, Decimal whole, Decimal returned, Decimal quantity, int digits) {
    return proportionOf(value, returned + quantity, whole, digits) - proportionOf(value, returned, whole, digits);
}

ValuedStock::ValuedStock(Costing costing, int currencyDigits, Holding holding, std::vector<Layer> layers)
    : _costing(costing), _digits(currencyDigits), _holding(holding), _layers(std::move(layers)) {}

Valued ValuedStock::receiveAt(std::int64_t receipt, Decimal quantity, Decimal unitCost) {
    return receive(receipt, quantity, worth(quantity, unitCost));
}

Valued ValuedStock::receive(std::int64_t receipt, Decimal quantity, Decimal value) {
    if (_costing == Costing::Fixed) {
        value = worth(quantity, _holding.cost);
    }
    const Decimal shortage = isNegative(_holding.quantity) ? -_holding.quantity : Decimal();
    const Decimal covered = lesser(quantity, shortage);
    Valued received{.value = rounded(value, _digits), .correction = Decimal(0, _digits)};
    Decimal coveredValue(0, _digits);
    if (isPositive(covered)) {
        coveredValue = proportionOf(value, covered, quantity, _digits);
        received.correction = coveredValue - proportionOf(-_holding.value, covered, shortage, _digits);
    }
    if (_costing == Costing::Fifo && !isAtMost(quantity, covered)) {
        _layers.push_back({.id = receipt, .quantity = quantity - covered, .value = received.value - coveredValue});
    }
    _holding.quantity += quantity;
    _holding.value += received.value - received.correction;
    setCost(quotient(value, quantity, costScale));
    return received;
}

Valued ValuedStock::issue(Decimal quantity) {
    const Decimal there = isNegative(_holding.quantity) ? Decimal() : _holding.quantity;
    const Decimal taking = lesser(quantity, there);
    Valued issued{.value = Decimal(0, _digits), .correction = Decimal(0, _digits)};
    if (isPositive(taking)) {
        issued.value = taken(taking);
    }
    issued.value += worth(quantity - taking, _holding.cost);
    _holding.quantity -= quantity;
    _holding.value -= issued.value;
    if (_costing == Costing::Fifo && isPositive(_holding.quantity)) {
        setCost(_holding.cost);
    }
    return issued;
}

Valued ValuedStock::issueOf(std::int64_t receipt, Decimal quantity) {
    const auto layer = std::find_if(_layers.begin() + _consumed, _layers.end(), [&](const Layer& candidate) {
        return candidate.id == receipt;
    });
    const bool isAll = isAtMost(_holding.quantity, quantity);
    if (_costing != Costing::Fifo || isAll || layer == _layers.end() || !isAtMost(quantity, layer->quantity)) {
        return issue(quantity);
    }
    const Decimal value = proportionOf(layer->value, quantity, layer->quantity, _digits);
    layer->quantity -= quantity;
    layer->value -= value;
    if (isZero(layer->quantity)) {
        _layers.erase(layer);
    }
    _holding.quantity -= quantity;
    _holding.value -= value;
    setCost(_holding.cost);
    return {.value = value, .correction = Decimal(0, _digits)};
}

Decimal ValuedStock::taken(Decimal quantity) {
    if (compare(quantity, _holding.quantity) == std::strong_ordering::equal) {
        if (_costing == Costing::Fifo && !_layers.empty()) {
            _holding.cost = quotient(_layers.back().value, _layers.back().quantity, costScale);
        }
        _consumed = std::ssize(_layers);
        return _holding.value;
    }
    if (_costing != Costing::Fifo) {
        return lesser(worth(quantity, _holding.cost), _holding.value);
    }
    Decimal value(0, _digits);
    while (isPositive(quantity) && _consumed < std::ssize(_layers)) {
        Layer& layer = _layers[static_cast<std::size_t>(_consumed)];
        const Decimal taking = lesser(quantity, layer.quantity);
        const Decimal worthOfIt = proportionOf(layer.value, taking, layer.quantity, _digits);
        value += worthOfIt;
        layer.quantity -= taking;
        layer.value -= worthOfIt;
        quantity -= taking;
        _consumed += isZero(layer.quantity) ? 1 : 0;
    }
    return value;
}

void ValuedStock::setCost(Decimal lastKnown) {
    if (_costing == Costing::Fixed) {
        return;
    }
    _holding.cost = isPositive(_holding.quantity) ? quotient(_holding.value, _holding.quantity, costScale) : lastKnown;
}

Decimal ValuedStock::revalue(Decimal cost) {
    const Decimal value = worth(_holding.quantity, cost);
    const Decimal difference = value - _holding.value;
    _holding.value = value;
    _holding.cost = cost;
    return difference;
}

} // namespace inventory
