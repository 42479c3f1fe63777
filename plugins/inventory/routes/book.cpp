/// What a company has decided about its stock: up to when it is closed, and what one may correct alone.

#include "stock/book.h"

#include "routes/parts.h"
#include "stock/verification.h"

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

tenon::Reply verdict(tenon::App& app, const organisation::Company& company) {
    tenon::JsonArray faults;
    for (const StockFault& fault : stockFaults(app, company)) {
        faults.push_back(
            {{"check", fault.check},
             {"product_id", fault.product ? tenon::Json(*fault.product) : tenon::Json(nullptr)},
             {"difference", trimmed(fault.difference, 0).text()}}
        );
    }
    const bool isCorrect = faults.empty();
    return tenon::ok({{"correct", isCorrect}, {"faults", std::move(faults)}});
}

tenon::Fields verdictMembers() {
    return {
        boolean("correct"),
        list(
            "faults",
            object(
                "fault",
                {choice("check", {"levels", "days", "reservations", "holdings", "values", "layers", "ledger"}),
                 integer("product_id").nullable(),
                 text("difference")}
            )
        )};
}

void declareVerifying(tenon::App& app, StockService& stock) {
    app.get(
           "/inventory/book/verify/",
           [&app, &stock](const Request& request) { return verdict(app, stock.companies().current(request, viewing)); }
    )
        .needs(viewing)
        .query({organisation::companyField()})
        .answers(verdictMembers())
        .summary("Compares levels, values and the stock account with the movements; done every night as well");
    app.post(
           "/inventory/book/rebuild/",
           [&app, &stock](const Request& request) {
               const organisation::Company company = stock.companies().current(request, changing);
               rebuildLevels(app, request.caller(), company.id);
               return verdict(app, company);
           }
    )
        .needs(changing)
        .body({organisation::companyField()})
        .answers(verdictMembers())
        .summary("Makes levels, days and reservations anew from the movements");
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
    declareVerifying(app, stock);
}

} // namespace inventory
