#include "stock/counts.h"

#include "stock/book.h"

#include <tenon/random.h>

#include <algorithm>
#include <map>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Row;

constexpr std::string_view beginSql =
    "INSERT INTO inventory_count (uuid, version, created_at, updated_at, created_by, company_id, location_id, date, "
    "state, "
    "reference) VALUES (:uuid, 1, :now, :now, :by, :company, :location, :date, 'draft', :reference) RETURNING id";
// An update is what locks a row on both databases.
constexpr std::string_view takeSql =
    "UPDATE inventory_count SET version = version + 1, updated_at = :now WHERE id = :id "
    "RETURNING company_id, location_id, date, reference, state, created_by";
constexpr std::string_view stateSql = "UPDATE inventory_count SET state = :state WHERE id = :id";
constexpr std::string_view lineSql =
    "INSERT INTO inventory_count_line (count_id, product_id, lot_id, expected, counted) VALUES (:count, :product, "
    ":lot, "
    ":expected, :counted) ON CONFLICT (count_id, product_id, lot_id) DO UPDATE SET counted = excluded.counted";
constexpr std::string_view linesSql = "SELECT l.id, l.product_id, p.name, p.sku, l.lot_id, l.expected, l.counted, "
                                      "l.movement_id, l.count_id FROM inventory_count_line l JOIN inventory_product p "
                                      "ON p.id = l.product_id WHERE l.count_id ";
// In the order of the products, in which those who move several of them take their turns.
constexpr std::string_view inOrderSql = " ORDER BY l.count_id, l.product_id, l.lot_id";
constexpr std::string_view refreshSql =
    "UPDATE inventory_count_line SET expected = COALESCE((SELECT v.on_hand FROM inventory_level v WHERE v.product_id = "
    "inventory_count_line.product_id AND v.location_id = :location AND v.lot_id = inventory_count_line.lot_id), 0) - "
    "COALESCE((SELECT SUM(d.change) FROM inventory_daily_change d WHERE d.product_id = inventory_count_line.product_id "
    "AND d.location_id = :location AND d.lot_id = inventory_count_line.lot_id AND d.date > :date), 0) WHERE count_id = "
    ":count";
constexpr std::string_view movedSql = "UPDATE inventory_count_line SET movement_id = :movement WHERE id = :id";
constexpr std::string_view membersSql = "SELECT c.id, c.uuid, c.version, c.company_id, c.location_id, a.name, c.date, "
                                        "c.state, c.reference, c.created_at FROM inventory_count c JOIN "
                                        "inventory_location a ON a.id = c.location_id WHERE ";
constexpr std::string_view pageSql = " ORDER BY c.id DESC LIMIT :limit OFFSET :offset";

struct Line {
    std::int64_t id;
    std::int64_t product;
    std::int64_t lot;
    Decimal expected;
    std::optional<Decimal> counted;
};

std::optional<Decimal> quantityAt(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::nullopt : std::optional(Decimal(row.integer(column), quantityScale));
}

std::string linesOfOne() { return std::string(linesSql).append("= :count").append(inOrderSql); }

std::vector<Line> linesOf(tenon::Database& database, std::int64_t count) {
    return database.rows(linesOfOne(), {{"count", count}}, [](const Row& row) {
        return Line{row.integer(0), row.integer(1), row.integer(4), quantityAt(row, 5).value(), quantityAt(row, 6)};
    });
}

Json quantityJson(const Row& row, std::size_t column) {
    const auto quantity = quantityAt(row, column);
    return quantity ? Json(trimmed(*quantity, 0).text()) : Json(nullptr);
}

JsonObject membersOf(const Row& row) {
    return {
        {"id", row.integer(0)},
        {"uuid", row.text(1)},
        {"version", row.integer(2)},
        {"company_id", row.integer(3)},
        {"location_id", row.integer(4)},
        {"location", row.text(5)},
        {"date", row.text(6)},
        {"state", row.text(7)},
        {"reference", row.text(8)},
        {"created_at", row.text(9)}};
}

JsonObject lineJson(const Row& row) {
    const std::int64_t lot = row.integer(4);
    return {
        {"id", row.integer(0)},
        {"product", row.integer(1)},
        {"product_name", row.text(2)},
        {"sku", row.text(3)},
        {"lot_id", lot == 0 ? Json(nullptr) : Json(lot)},
        {"expected", quantityJson(row, 5)},
        {"counted", quantityJson(row, 6)},
        {"movement_id", row.isNull(7) ? Json(nullptr) : Json(row.integer(7))}};
}

} // namespace

std::int64_t Counts::plan(const tenon::Caller& caller, const NewCount& count) {
    return _database.transaction([&] {
        if (!locationOf(_database, count.company, count.location, "location_id").isInternal()) {
            throw tenon::Invalid("location_id", "Only what lies in stock is counted.");
        }
        const Open open{
            .company = count.company,
            .location = count.location,
            .date = count.date ? *count.date : _stock.companies().today(_stock.companies().company(count.company)),
            .reference = count.reference,
            .createdBy = caller.id(),
            .state = "draft"};
        const std::int64_t id = _database
                                    .value<std::int64_t>(
                                        beginSql,
                                        {{"uuid", tenon::Random::uuid()},
                                         {"now", tenon::Clock::now()},
                                         {"by", caller.id()},
                                         {"company", open.company},
                                         {"location", open.location},
                                         {"date", open.date},
                                         {"reference", open.reference}}
                                    )
                                    .value();
        store(open, id, count.lines);
        tell(caller, id, "planned");
        return id;
    });
}

void Counts::start(const tenon::Caller& caller, std::int64_t count) {
    _database.transaction([&] {
        const Open open = take(count, {"draft"});
        refreshLines(open, count);
        setState(caller, count, open, "counting");
    });
}

Counts::Open Counts::take(std::int64_t count, std::initializer_list<std::string_view> allowed) {
    const auto open = _database.first(takeSql, {{"now", tenon::Clock::now()}, {"id", count}}, [&](const Row& row) {
        return Open{
            row.integer(0),
            row.integer(1),
            row.get<tenon::Date>(2),
            row.get<std::string>(3),
            row.integer(5),
            row.get<std::string>(4)};
    });
    if (!open) {
        throw tenon::NotFound();
    }
    if (std::ranges::find(allowed, open->state) == allowed.end()) {
        throw tenon::Conflict(
            "INVALID_STATE",
            "The count is in another state.",
            {{"current", open->state}, {"allowed", JsonArray(allowed.begin(), allowed.end())}}
        );
    }
    return *open;
}

void Counts::store(const Open& open, std::int64_t count, const std::vector<Counted>& lines) {
    for (const Counted& line : lines) {
        const Product product = productOf(_database, open.company, line.product);
        if (!product.isStocked || line.lot.has_value() != (product.tracking != Tracking::None)) {
            throw tenon::Invalid("lines", "A product is not in stock, or its lot is missing.");
        }
        if (line.quantity && isNegative(*line.quantity)) {
            throw tenon::Invalid("lines", "Nobody counts less than nothing.");
        }
        const Spot spot{
            .company = open.company, .product = line.product, .location = open.location, .lot = line.lot.value_or(0)};
        const auto counted =
            line.quantity ? std::optional(movedQuantity(*line.quantity, product.unit, product.unit)) : std::nullopt;
        _database.execute(
            lineSql,
            {{"count", count},
             {"product", line.product},
             {"lot", spot.lot},
             {"expected", _stock.levels().onHand(spot, open.date)},
             {"counted", counted}}
        );
    }
}

void Counts::enter(const tenon::Caller& caller, std::int64_t count, const std::vector<Counted>& lines) {
    _database.transaction([&] {
        store(take(count, {"draft", "counting"}), count, lines);
        tell(caller, count, "entered");
    });
}

void Counts::refreshLines(const Open& open, std::int64_t count) {
    _database.execute(refreshSql, {{"location", open.location}, {"date", open.date}, {"count", count}});
}

void Counts::refresh(const tenon::Caller& caller, std::int64_t count) {
    _database.transaction([&] {
        refreshLines(take(count, {"draft", "counting"}), count);
        tell(caller, count, "refreshed");
    });
}

void Counts::confirm(const tenon::Caller& caller, std::int64_t count) {
    _database.transaction([&] {
        const Open open = take(count, {"counting"});
        refreshLines(open, count);
        const std::int64_t lost = _stock.locationFor(open.company, Place::Lost, std::nullopt);
        Decimal worth;
        for (const Line& line : linesOf(_database, count)) {
            const Decimal difference = line.counted ? *line.counted - line.expected : Decimal();
            if (isZero(difference)) {
                continue;
            }
            NewMovement movement;
            movement.company = open.company;
            movement.product = line.product;
            movement.from = isNegative(difference) ? open.location : lost;
            movement.to = isNegative(difference) ? lost : open.location;
            movement.quantity = absolute(difference);
            movement.lot = line.lot == 0 ? std::nullopt : std::optional(line.lot);
            movement.date = open.date;
            movement.reference = open.reference;
            movement.sourceModel = "inventory_count";
            movement.sourceId = std::to_string(count);
            const Movement moved = _stock.move(caller, movement);
            worth += moved.value.value();
            _database.execute(movedSql, {{"movement", moved.id}, {"id", line.id}});
        }
        if (open.createdBy == caller.id()) {
            requireWithinLimit(_database, open.company, worth);
        }
        setState(caller, count, open, "done");
    });
}

void Counts::cancel(const tenon::Caller& caller, std::int64_t count) {
    _database.transaction([&] { setState(caller, count, take(count, {"draft", "counting"}), "cancelled"); });
}

void Counts::setState(const tenon::Caller& caller, std::int64_t count, const Open& open, std::string_view state) {
    _database.execute(stateSql, {{"state", state}, {"id", count}});
    tell(caller, count, state, JsonObject{{"state", open.state}});
}

void Counts::tell(const tenon::Caller& caller, std::int64_t count, std::string_view verb, const Json& before) {
    _app.audit().record(
        caller,
        {.action = "inventory.count." + std::string(verb),
         .model = "inventory_count",
         .record = std::to_string(count),
         .before = before,
         .after = read(count),
         .reason = {}}
    );
}

JsonObject Counts::read(std::int64_t count) const {
    static const std::string sql = std::string(membersSql).append("c.id = :id");
    auto found = _database.first(sql, {{"id", count}}, membersOf);
    if (!found) {
        throw tenon::NotFound();
    }
    JsonArray lines;
    _database.each(linesOfOne(), {{"count", count}}, [&](const Row& row) { lines.emplace_back(lineJson(row)); });
    found->emplace("lines", std::move(lines));
    return std::move(*found);
}

tenon::Page Counts::list(const tenon::Condition& reach, const tenon::Paging& paging) const {
    const std::string where = reach.sql.empty() ? std::string("1 = 1") : reach.sql;
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    std::vector<tenon::Param> params = reach.params();
    _database.run("SELECT COUNT(*) FROM inventory_count c WHERE " + where, params, [&](const Row& row) {
        page.total = row.integer(0);
    });
    params.push_back({"limit", paging.size});
    params.push_back({"offset", paging.offset});
    std::map<std::int64_t, JsonArray> lines;
    std::string ofPage(linesSql);
    ofPage.append("IN (SELECT c.id FROM inventory_count c WHERE ").append(where).append(pageSql).append(")");
    _database.run(ofPage.append(inOrderSql), params, [&](const Row& row) {
        lines[row.integer(8)].emplace_back(lineJson(row));
    });
    _database.run(std::string(membersSql).append(where).append(pageSql), params, [&](const Row& row) {
        JsonObject count = membersOf(row);
        count.emplace("lines", std::move(lines[row.integer(0)]));
        page.items.emplace_back(std::move(count));
    });
    return page;
}

} // namespace inventory
