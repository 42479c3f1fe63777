/// The day up to which stock is closed.

#include "routes/parts.h"

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::Request;

tenon::JsonObject closingOf(StockService& stock, std::int64_t company) {
    const auto until = stock.closedUntil(company);
    return {{"company_id", company}, {"closed_until", until ? tenon::Json(until->text()) : tenon::Json(nullptr)}};
}

} // namespace

void declareClosing(tenon::App& app, StockService& stock) {
    app.get(
           "/inventory/closing/",
           [&stock](const Request& request) {
               return tenon::ok(closingOf(stock, stock.companies().current(request, "inventory.levels.view").id));
           }
    )
        .needs("inventory.levels.view")
        .query({organisation::companyField()})
        .answers({integer("company_id"), date("closed_until").nullable()})
        .summary("The last day on which nothing moves any more");
    app.put(
           "/inventory/closing/",
           [&stock](const Request& request) {
               const std::int64_t company = stock.companies().current(request, "inventory.closing.change").id;
               stock.close(request.caller(), company, dateAt(request.body(), "closed_until"));
               return tenon::ok(closingOf(stock, company));
           }
    )
        .needs("inventory.closing.change")
        .body({organisation::companyField(), date("closed_until").nullable().required()})
        .answers({integer("company_id"), date("closed_until").nullable()})
        .summary("Closes stock up to a day; null opens it");
}

} // namespace inventory
