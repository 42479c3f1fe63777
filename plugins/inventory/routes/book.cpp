/// What a company has decided about its stock: up to when it is closed, and what one may correct alone.

#include "stock/book.h"

#include "routes/parts.h"

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Request;

constexpr std::string_view viewing = "inventory.levels.view";
constexpr std::string_view changing = "inventory.book.change";

tenon::Fields members() {
    return {
        integer("company_id"),
        date("closed_until").nullable().help("The last day on which nothing moves any more"),
        decimal("adjustment_limit", costScale).nullable().help("Corrections worth more need two persons"),
    };
}

Book changed(Book book, const JsonObject& body) {
    if (body.contains("closed_until")) {
        book.closedUntil = dateAt(body, "closed_until");
    }
    if (body.contains("adjustment_limit")) {
        book.adjustmentLimit = decimalAt(body, "adjustment_limit", costScale);
    }
    return book;
}

} // namespace

void declareBook(tenon::App& app, StockService& stock) {
    app.get(
           "/inventory/book/",
           [&app, &stock](const Request& request) {
               const std::int64_t company = stock.companies().current(request, viewing).id;
               return tenon::ok(bookJson(company, bookOf(app.database(), company)));
           }
    )
        .needs(viewing)
        .query({organisation::companyField()})
        .answers(members())
        .summary("What a company has decided about its stock");
    app.patch(
           "/inventory/book/",
           [&app, &stock](const Request& request) {
               const std::int64_t company = stock.companies().current(request, changing).id;
               const Book book = changed(bookOf(app.database(), company), request.body());
               storeBook(app, request.caller(), company, book);
               return tenon::ok(bookJson(company, book));
           }
    )
        .needs(changing)
        .body(
            {organisation::companyField(),
             date("closed_until").nullable(),
             decimal("adjustment_limit", costScale).nullable().min("0")}
        )
        .answers(members())
        .summary("Closes stock up to a day, or opens it; sets the limit of corrections");
}

} // namespace inventory
