#include "stock/holdings.h"

#include <algorithm>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Row;

// An update is what locks a row on both databases.
constexpr std::string_view takeSql = "INSERT INTO inventory_holding (product_id, company_id, version, quantity, value, "
                                     "cost) VALUES (:product, :company, 1, "
                                     "0, 0, :cost) ON CONFLICT (product_id) DO UPDATE SET version = "
                                     "inventory_holding.version + 1 RETURNING version, quantity, value, "
                                     "cost";
constexpr std::string_view storeSql =
    "UPDATE inventory_holding SET quantity = :quantity, value = :value, cost = :cost WHERE product_id = :product";
constexpr std::string_view oldestSql = "SELECT movement_id, quantity, value FROM inventory_layer WHERE product_id = "
                                       ":product AND quantity > 0 ORDER BY date, "
                                       "movement_id LIMIT :limit OFFSET :offset";
constexpr std::string_view layerSql =
    "SELECT movement_id, quantity, value FROM inventory_layer WHERE movement_id = :movement AND quantity > 0";
constexpr std::string_view addLayerSql =
    "INSERT INTO inventory_layer (movement_id, product_id, date, quantity, value) VALUES (:movement, :product, :date, "
    ":quantity, :value)";
constexpr std::string_view keepLayerSql =
    "UPDATE inventory_layer SET quantity = :quantity, value = :value WHERE movement_id = :movement";
constexpr std::string_view useUpSql = "UPDATE inventory_layer SET quantity = 0, value = 0 WHERE product_id = :product "
                                      "AND quantity > 0 AND (date, movement_id) "
                                      "<= (SELECT date, movement_id FROM inventory_layer WHERE movement_id = :last)";
constexpr std::string_view noteSql =
    "INSERT INTO inventory_revaluation (company_id, product_id, turn, at, date, difference, cost) VALUES (:company, "
    ":product, :turn, :at, :date, :difference, :cost)";
constexpr std::string_view clearSql = "DELETE FROM inventory_layer WHERE product_id = :product";
constexpr std::int64_t layersAtOnce = 256;

Decimal quantityAt(const Row& row, std::size_t column) { return {row.integer(column), quantityScale}; }

Decimal moneyAt(const Row& row, std::size_t column) { return {row.integer(column), costScale}; }

Layer layerAt(const Row& row) {
    return {.id = row.integer(0), .quantity = quantityAt(row, 1), .value = moneyAt(row, 2)};
}

bool isLess(Decimal a, Decimal b) { return compare(a, b) == std::strong_ordering::less; }

} // namespace

Turn Holdings::take(const Product& product) {
    return _database
        .first(
            takeSql,
            {{"product", product.id}, {"company", product.company}, {"cost", product.cost}},
            [](const Row& row) {
                return Turn{
                    row.integer(0),
                    {.quantity = quantityAt(row, 1), .value = moneyAt(row, 2), .cost = moneyAt(row, 3)}};
            }
        )
        .value();
}

void Holdings::store(const Product& product, const Holding& holding) {
    _database.execute(
        storeSql,
        {{"quantity", rounded(holding.quantity, quantityScale)},
         {"value", rounded(holding.value, costScale)},
         {"cost", rounded(holding.cost, costScale)},
         {"product", product.id}}
    );
}

std::vector<Layer> Holdings::oldest(std::int64_t product, Decimal quantity) const {
    std::vector<Layer> layers;
    Decimal found(0, quantityScale);
    while (isLess(found, quantity)) {
        const std::size_t before = layers.size();
        _database
            .each(oldestSql, {{"product", product}, {"limit", layersAtOnce}, {"offset", before}}, [&](const Row& row) {
                layers.push_back(layerAt(row));
                found += layers.back().quantity;
            });
        if (layers.size() == before) {
            break;
        }
    }
    return layers;
}

Booked Holdings::receive(
    const Product& product,
    const Turn& turn,
    std::int64_t movement,
    tenon::Date date,
    Decimal quantity,
    Decimal value,
    int digits
) {
    ValuedStock stock(product.costing, digits, turn.holding);
    const Valued valued = stock.receive(movement, quantity, value);
    store(product, stock.holding());
    for (const Layer& layer : stock.layers()) {
        _database.execute(
            addLayerSql,
            {{"movement", layer.id},
             {"product", product.id},
             {"date", date},
             {"quantity", rounded(layer.quantity, quantityScale)},
             {"value", rounded(layer.value, costScale)}}
        );
    }
    return {valued, stock.holding().cost};
}

Booked Holdings::issue(
    const Product& product, const Turn& turn, Decimal quantity, std::optional<std::int64_t> receipt, int digits
) {
    std::vector<Layer> layers;
    if (product.costing == Costing::Fifo && receipt) {
        layers = _database.rows(layerSql, {{"movement", *receipt}}, layerAt);
        if (layers.empty() || isLess(layers.front().quantity, quantity)) {
            throw tenon::Conflict("RETURN_EXCEEDS", "Less of that receipt is left than is to go back.");
        }
    } else if (product.costing == Costing::Fifo) {
        layers = oldest(product.id, quantity);
    }
    ValuedStock stock(product.costing, digits, turn.holding, layers);
    const Valued valued = stock.issue(quantity);
    store(product, stock.holding());
    const std::size_t used = stock.consumed();
    if (used > 0 && receipt) {
        _database.execute(keepLayerSql, {{"quantity", 0}, {"value", 0}, {"movement", layers.front().id}});
    } else if (used > 0) {
        _database.execute(useUpSql, {{"product", product.id}, {"last", layers[used - 1].id}});
    }
    if (const std::vector<Layer> left = stock.layers(); !left.empty()) {
        _database.execute(
            keepLayerSql,
            {{"quantity", rounded(left.front().quantity, quantityScale)},
             {"value", rounded(left.front().value, costScale)},
             {"movement", left.front().id}}
        );
    }
    return {valued, stock.holding().cost};
}

Decimal Holdings::revalue(const Product& product, const Turn& turn, Decimal cost, int digits) {
    ValuedStock stock(product.costing, digits, turn.holding);
    const Decimal difference = stock.revalue(cost);
    store(product, stock.holding());
    return difference;
}

void Holdings::note(const Product& product, const Turn& turn, const Revalued& revalued) {
    _database.execute(
        noteSql,
        {{"company", product.company},
         {"product", product.id},
         {"turn", turn.number},
         {"at", revalued.at},
         {"date", revalued.date},
         {"difference", rounded(revalued.difference, costScale)},
         {"cost", rounded(revalued.cost, costScale)}}
    );
}

void Holdings::replace(const Product& product, const Replayed& replayed, const std::vector<PastMovement>& movements) {
    store(product, replayed.holding);
    _database.execute(clearSql, {{"product", product.id}});
    for (const Layer& layer : replayed.layers) {
        const auto receipt = std::ranges::find(movements, layer.id, &PastMovement::id);
        _database.execute(
            addLayerSql,
            {{"movement", layer.id},
             {"product", product.id},
             {"date", receipt->date},
             {"quantity", rounded(layer.quantity, quantityScale)},
             {"value", rounded(layer.value, costScale)}}
        );
    }
}

} // namespace inventory
