/// What lay where and what it was worth, at an instant or at the end of a day.

#include "routes/past.h"

#include "stock/book.h"

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr std::int64_t mostPlaces = 10000;

Json quantityText(Decimal quantity) { return Json(trimmed(quantity, 0).text()); }

std::optional<std::int64_t> numberAt(const JsonObject& arguments, std::string_view name) {
    const Json* value = arguments.if_contains(name);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

JsonObject levelJson(const PastLevel& level, const Moment& moment) {
    JsonObject json{
        {"location_id", level.location},
        {"lot_id", level.lot == 0 ? Json(nullptr) : Json(level.lot)},
        {"on_hand", quantityText(level.onHand)}};
    if (!moment.date) {
        json.emplace("reserved", quantityText(level.reserved));
        json.emplace("available", quantityText(level.onHand - level.reserved));
    }
    return json;
}

void tell(JsonObject& answer, const Moment& moment) {
    answer.emplace("as_of", moment.asOf ? Json(moment.asOf->text()) : Json(nullptr));
    answer.emplace("date", moment.date ? Json(moment.date->text()) : Json(nullptr));
}

Decimal inStorage(const History& history, const LevelFilter& filter, const Moment& moment) {
    Decimal onHand(0, quantityScale);
    for (const PastLevel& level : history.levels(filter, moment, mostPlaces, 0)) {
        onHand += level.isStorage ? level.onHand : Decimal(0, quantityScale);
    }
    return onHand;
}

/// What `read` finds at the moment; nothing is done with an earlier instant any more.
template <typename Read>
auto settled(tenon::Database& database, std::int64_t company, const Moment& moment, Read&& read) {
    if (!moment.asOf) {
        return read();
    }
    return database.transaction([&] {
        settle(database, company, *moment.asOf);
        return read();
    });
}

} // namespace

tenon::Fields pastQuery() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        timestamp("as_of").help("What was known at this instant: ids and figures only"),
        date("date").help("What there was at the end of this day")};
}

std::optional<Moment> momentOf(const tenon::Request& request) {
    const JsonObject& arguments = request.arguments();
    const Moment moment{tenon::Timestamp::parse(tenon::textAt(arguments, "as_of")), dateAt(arguments, "date")};
    return moment.asOf || moment.date ? std::optional(moment) : std::nullopt;
}

tenon::Page pastLevels(
    tenon::Database& database, const organisation::Company& company, const tenon::Request& request, const Moment& moment
) {
    const JsonObject& arguments = request.arguments();
    for (const std::string_view name : {"search", "warehouse"}) {
        if (arguments.contains(name)) {
            throw tenon::Invalid(std::string(name), "Has no history: leave it out.");
        }
    }
    const LevelFilter filter{
        .company = company.id,
        .product = numberAt(arguments, "product"),
        .location = numberAt(arguments, "location"),
        .lot = numberAt(arguments, "lot")};
    const tenon::Paging paging = request.paging();
    return settled(database, company.id, moment, [&] {
        const History history(database);
        tenon::Page page{
            .items = {}, .total = history.levelCount(filter, moment), .size = paging.size, .offset = paging.offset};
        for (const PastLevel& level : history.levels(filter, moment, paging.size, paging.offset)) {
            JsonObject json = levelJson(level, moment);
            json.emplace("company_id", company.id);
            json.emplace("product_id", level.product);
            page.items.emplace_back(std::move(json));
        }
        return page;
    });
}

JsonObject
pastStock(tenon::Database& database, const organisation::Company& company, std::int64_t product, const Moment& moment) {
    const LevelFilter filter{.company = company.id, .product = product, .location = {}, .lot = {}};
    return settled(database, company.id, moment, [&] {
        const History history(database);
        Level total{Decimal(0, quantityScale), Decimal(0, quantityScale)};
        JsonArray levels;
        for (const PastLevel& level : history.levels(filter, moment, mostPlaces, 0)) {
            if (level.isStorage) {
                total.onHand += level.onHand;
                total.reserved += level.reserved;
            }
            levels.emplace_back(levelJson(level, moment));
        }
        const int digits = company.currency.digits;
        const std::vector<PastValue> values = history.values(company.id, product, moment);
        const Planned planned = history.planned(product, moment);
        // A day in the past ends with less than there is; what is planned comes on top of all of it.
        const Decimal stored = moment.date ? inStorage(history, filter, {moment.asOf, {}}) : total.onHand;
        JsonObject answer{{"product", product}, {"on_hand", quantityText(total.onHand)}};
        tell(answer, moment);
        if (!moment.date) {
            answer.emplace("reserved", quantityText(total.reserved));
            answer.emplace("available", quantityText(total.available()));
        }
        answer.emplace("incoming", quantityText(planned.incoming));
        answer.emplace("outgoing", quantityText(planned.outgoing));
        answer.emplace("forecast", quantityText(stored + planned.incoming - planned.outgoing));
        const bool isKnown = !values.empty();
        answer.emplace("value", isKnown ? trimmed(values.front().value, digits).text() : Decimal(0, digits).text());
        answer.emplace("unit_cost", isKnown ? Json(trimmed(*values.front().cost, digits).text()) : Json(nullptr));
        answer.emplace("levels", std::move(levels));
        return answer;
    });
}

JsonObject pastValuation(tenon::Database& database, const organisation::Company& company, const Moment& moment) {
    return settled(database, company.id, moment, [&] {
        const int digits = company.currency.digits;
        Decimal total(0, costScale);
        JsonArray products;
        for (const PastValue& value : History(database).values(company.id, std::nullopt, moment)) {
            total += value.value;
            if (isZero(value.quantity) && isZero(value.value)) {
                continue;
            }
            products.push_back(
                {{"product", value.product},
                 {"quantity", quantityText(value.quantity)},
                 {"value", trimmed(value.value, digits).text()},
                 {"unit_cost", trimmed(value.cost.value(), digits).text()}}
            );
        }
        JsonObject answer{{"company_id", company.id}, {"currency", company.currency.code}};
        tell(answer, moment);
        answer.emplace("total", rounded(total, digits).text());
        answer.emplace("products", std::move(products));
        return answer;
    });
}

} // namespace inventory
