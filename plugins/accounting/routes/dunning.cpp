/// What customers should have paid by now, and how urgently they are reminded. Interest is never posted by itself.

#include "ledger/json_values.h"
#include "parts.h"

#include <algorithm>
#include <set>

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::Date;
using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view selectOverdue =
    "SELECT i.id, i.number, i.party_id, i.currency, MIN(l.maturity_date), "
    "CAST(SUM(COALESCE(l.open_currency, l.open_amount)) AS BIGINT), COUNT(*) OVER () FROM accounting_line l "
    "JOIN accounting_invoice i ON i.entry_id = l.entry_id AND i.control_account_id = l.account_id "
    "WHERE l.company_id = :company AND i.type = 'out' AND i.kind = 'invoice' AND l.open_amount > 0 "
    "AND l.maturity_date < :date AND (:party = 0 OR i.party_id = :party) "
    "GROUP BY i.id, i.number, i.party_id, i.currency "
    "ORDER BY MIN(l.maturity_date), i.id LIMIT :limit OFFSET :offset";

std::int64_t daysFrom(Date from, Date to) {
    return (std::chrono::sys_days(to.day()) - std::chrono::sys_days(from.day())).count();
}

/// How many of the company's thresholds the days have passed.
std::int64_t levelOf(const std::vector<std::int64_t>& thresholds, std::int64_t days) {
    return std::ranges::count_if(thresholds, [days](std::int64_t threshold) { return threshold <= days; });
}

tenon::Reply listOverdue(Parts& parts, const tenon::Request& request) {
    const Book book = parts.books.current(request, "accounting.invoices.view");
    const Date date =
        Date::parse(tenon::textAt(request.arguments(), "date")).value_or(parts.books.companies().today(book.company));
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    std::set<std::int64_t> debtors;
    parts.database.each(
        selectOverdue,
        {{"company", book.company.id},
         {"date", date},
         {"party", integerAt(request.arguments(), "party").value_or(0)},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            const Date due = row.get<Date>(4);
            const std::string currency(row.text(3));
            const std::int64_t days = daysFrom(due, date);
            debtors.insert(row.integer(2));
            page.items.push_back(JsonObject{
                {"invoice_id", row.integer(0)},
                {"number", row.text(1)},
                {"party_id", row.integer(2)},
                {"due_date", due.text()},
                {"days_overdue", days},
                {"level", levelOf(book.dunningDays, days)},
                {"currency", currency},
                {"amount_overdue", tenon::Decimal(row.integer(5), parts.ledger.digitsOf(currency)).text()},
            });
            page.total = row.integer(6);
        }
    );
    const auto names = parts.invoices.parties().names(std::vector(debtors.begin(), debtors.end()));
    for (Json& item : page.items) {
        const auto name = names.find(item.at("party_id").as_int64());
        item.as_object().emplace("party_name", name != names.end() ? Json(name->second) : Json());
    }
    return tenon::page(std::move(page));
}

} // namespace

void declareDunning(tenon::App& app, Parts& parts) {
    app.get("/accounting/dunning/", calling(parts)(listOverdue))
        .needs("accounting.invoices.view")
        .query({organisation::companyField(), date("date"), integer("party").also("customer").min(1)})
        .answersList(
            {integer("invoice_id"),
             text("number"),
             integer("party_id"),
             text("party_name"),
             date("due_date"),
             integer("days_overdue"),
             integer("level"),
             text("currency"),
             text("amount_overdue")}
        )
        .summary("Customers' invoices that are overdue, the longest first, with the level of their reminder");
}

} // namespace accounting
