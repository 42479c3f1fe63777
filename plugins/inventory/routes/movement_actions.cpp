/// What is done with a movement that is there: reserve, carry out, cancel, undo, delete, another price, landed costs.

#include "routes/movement_fields.h"
#include "routes/movement_list.h"
#include "routes/parts.h"

#include <algorithm>

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Request;

constexpr std::string_view adding = "inventory.movements.add";
constexpr std::string_view changing = "inventory.movements.change";
constexpr std::string_view pricing = "inventory.prices.change";
constexpr std::string_view versionSql = "SELECT version FROM inventory_movement WHERE id = :id";

/// If-Match (RFC 9110 13.1.1): a client acts on what it has seen.
void requireMatch(tenon::Database& database, const Request& request, std::int64_t id) {
    const auto condition = request.header("if-match");
    if (!condition || *condition == "*") {
        return;
    }
    const auto version = database.value<std::int64_t>(versionSql, {{"id", id}}).value();
    if (*condition != '"' + std::to_string(version) + '"') {
        throw tenon::Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
    }
}

/// An action on a movement: what it needs, and what it does with the id and the body.
struct Action {
    std::string_view path;
    std::string_view permission;
    tenon::Fields body;
    std::string_view summary;
    std::function<Movement(const Request&, std::int64_t)> run;
};

void declare(tenon::App& app, StockService& stock, const Action& action) {
    const std::string permission(action.permission);
    app.post(
           std::string("/inventory/stock-movements/{id}/").append(action.path),
           [&app, &stock, permission, run = action.run](const Request& request) {
               const std::int64_t id = reached(app.database(), Named::Movement, request, permission);
               requireMatch(app.database(), request, id);
               return answeredMovement(app, stock, run(request, id).id);
           }
    )
        .needs(action.permission)
        .body(action.body)
        .answers(movementMembers())
        .summary(action.summary);
}

void declareProgress(tenon::App& app, StockService& stock) {
    declare(
        app,
        stock,
        {"assign/",
         adding,
         {},
         "Reserves goods for a draft; what is not there becomes a draft of its own",
         [&stock](const Request& request, std::int64_t id) { return stock.reserve(request.caller(), id); }}
    );
    declare(
        app,
        stock,
        {"complete/",
         changing,
         {date("date").nullable()},
         "Carries out a draft or a reserved movement",
         [&stock](const Request& request, std::int64_t id) {
             return stock.complete(request.caller(), id, dateAt(request.body(), "date"));
         }}
    );
    declare(
        app,
        stock,
        {"cancel/",
         changing,
         {},
         "Gives up a movement that is not done",
         [&stock](const Request& request, std::int64_t id) { return stock.cancel(request.caller(), id); }}
    );
}

void declareUndoing(tenon::App& app, StockService& stock) {
    declare(
        app,
        stock,
        {"return/",
         changing,
         {decimal("quantity", quantityScale).nullable().help("Without it all that is not back yet"),
          date("date").nullable(),
          text("reference", 120).nullable(),
          boolean("exact_layer").help("To the supplier at what that receipt cost, not at what the oldest goods did")},
         "Undoes a movement that is done, or a part of it: answers the movement back",
         [&stock](const Request& request, std::int64_t id) {
             const JsonObject& body = request.body();
             Return terms;
             terms.quantity = decimalAt(body, "quantity", quantityScale);
             terms.date = dateAt(body, "date");
             terms.reference = tenon::textAt(body, "reference");
             terms.exactLayer = tenon::flagAt(body, "exact_layer");
             return stock.giveBack(request.caller(), id, terms);
         }}
    );
    app.remove(
           "/inventory/stock-movements/{id}/",
           [&app, &stock](const Request& request) {
               const std::int64_t id = reached(app.database(), Named::Movement, request, changing);
               requireMatch(app.database(), request, id);
               stock.discard(request.caller(), id);
               return tenon::ok({{"id", id}, {"deleted", true}});
           }
    )
        .needs(changing)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes a draft");
}

tenon::JsonArray
landed(tenon::App& app, StockService& stock, const Request& request, const organisation::Company& company) {
    const JsonObject& body = request.body();
    LandedCost cost;
    cost.amount = decimalAt(body, "amount", costScale).value();
    if (compare(rounded(cost.amount, company.currency.digits), cost.amount) != std::strong_ordering::equal) {
        throw tenon::Invalid::coded("AMOUNT_PRECISION", {{"amount", "Has more decimals than the currency."}});
    }
    cost.amount = rounded(cost.amount, company.currency.digits);
    cost.by = tenon::textAt(body, "by") == "quantity" ? LandedCost::By::Quantity : LandedCost::By::Value;
    for (const tenon::Json& movement : body.at("movements").as_array()) {
        const std::int64_t id = referred(app.database(), Named::Movement, movement, "movements");
        if (stock.movement(id).company != company.id) {
            throw tenon::Invalid::coded(
                "COMPANY_MISMATCH", {{"movements", "Refers to a record that belongs elsewhere."}}
            );
        }
        if (std::ranges::find(cost.movements, id) != cost.movements.end()) {
            throw tenon::Invalid("movements", "Names a movement twice.");
        }
        cost.movements.push_back(id);
    }
    stock.landCost(request.caller(), cost);
    tenon::JsonArray movements;
    for (const std::int64_t id : cost.movements) {
        movements.emplace_back(movementJson(app.database(), stock.companies(), id));
    }
    return movements;
}

void declareCosts(tenon::App& app, StockService& stock) {
    declare(
        app,
        stock,
        {"price/",
         pricing,
         {decimal("unit_cost", costScale).required().min("0")},
         "Another price of what was received: later movements of the product are valued anew",
         [&stock](const Request& request, std::int64_t id) {
             return stock.reprice(request.caller(), id, decimalAt(request.body(), "unit_cost", costScale).value());
         }}
    );
    app.post(
           "/inventory/landed-costs/",
           [&app, &stock](const Request& request) {
               const organisation::Company company = stock.companies().current(request, pricing);
               return tenon::ok({{"movements", landed(app, stock, request, company)}});
           }
    )
        .needs(pricing)
        .body(
            {organisation::companyField(),
             decimal("amount", costScale).required().min("0").help("Freight, duty and the like"),
             list("movements", integer("movement")).required().min(1).max(1000).help("Receipts"),
             choice("by", {"value", "quantity"}).initial("value").help("What the parts are in proportion to")}
        )
        .answers({list("movements", object("movement", movementMembers()))})
        .summary("Spreads what came to cost on top over receipts, which are valued anew");
}

} // namespace

void declareMovementActions(tenon::App& app, StockService& stock) {
    declareProgress(app, stock);
    declareUndoing(app, stock);
    declareCosts(app, stock);
    app.post(
           "/inventory/stock-movements/assign/",
           [&app, &stock](const Request& request) {
               const auto product = referredAt(app.database(), Named::Product, request.body(), "product_id");
               const std::int64_t company = stock.companies().current(request, adding).id;
               const auto reserved = stock.reserveWaiting(request.caller(), company, product);
               return tenon::ok({{"movements", tenon::JsonArray(reserved.begin(), reserved.end())}});
           }
    )
        .needs(adding)
        .body({organisation::companyField(), ref("product_id", "inventory_product").also("product").nullable()})
        .answers({list("movements", integer("movement"))})
        .summary("Reserves goods for drafts, first those that are planned first; answers what is reserved now");
}

} // namespace inventory
