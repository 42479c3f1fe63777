/// Fiscal years and periods.

#include "ledger/accounts.h"
#include "ledger/fiscal_years.h"
#include "parts.h"

#include <tenon/like.h>

namespace accounting {

namespace {

constexpr std::string_view companyOfPeriod = "SELECT company_id FROM accounting_period WHERE id = :id";

constexpr std::string_view companyOfYear = "SELECT company_id FROM accounting_fiscal_year WHERE id = :id";

using namespace tenon::fields;
using tenon::Date;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

constexpr std::string_view selectYears =
    "SELECT id, uuid, name, start_date, end_date, state, company_id, COUNT(*) OVER () FROM accounting_fiscal_year "
    "WHERE company_id = :company AND lower(name) LIKE lower(:search) ESCAPE '\\' "
    "ORDER BY start_date DESC, id LIMIT :limit OFFSET :offset";

tenon::Fields yearMembers() {
    return {
        integer("id"),
        text("uuid"),
        text("name"),
        date("start_date"),
        date("end_date"),
        text("state"),
        integer("company_id"),
        integer("closing_entry_id"),
        list(
            "periods",
            object("", {integer("id"), text("name"), text("type"), date("start_date"), date("end_date"), text("state")})
        ),
    };
}

Reply listYears(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.reports.view");
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    parts.database.each(
        selectYears,
        {{"company", company},
         {"search", tenon::likePattern(tenon::textAt(request.arguments(), "search"))},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(JsonObject{
                {"id", row.integer(0)},
                {"uuid", row.text(1)},
                {"name", row.text(2)},
                {"start_date", row.text(3)},
                {"end_date", row.text(4)},
                {"state", row.text(5)},
                {"company_id", row.integer(6)},
            });
            page.total = row.integer(7);
        }
    );
    return tenon::page(std::move(page));
}

Reply shownYear(Parts& parts, const Request& request, std::int64_t company) {
    return tenon::ok(parts.years.read(company, request.id()));
}

Reply readYear(Parts& parts, const Request& request) {
    return shownYear(parts, request, companyOfRow(parts, request, "accounting.reports.view", companyOfYear));
}

Reply addYear(Parts& parts, const Request& request) {
    const JsonObject& body = request.body();
    const std::int64_t company = companyOf(parts, request, "accounting.years.change");
    static_cast<void>(parts.books.lock(company));
    const Json* months = body.if_contains("period_months");
    const std::int64_t id = addFiscalYear(
        parts.database,
        company,
        {
            .name = std::string(tenon::textAt(body, "name")),
            .start = Date::parse(tenon::textAt(body, "start_date")).value(),
            .end = Date::parse(tenon::textAt(body, "end_date")).value(),
            .monthsOfPeriod = months != nullptr && months->is_int64() ? static_cast<int>(months->get_int64()) : 1,
            .hasAdjustmentPeriod = tenon::flagAt(body, "adjustment_period"),
        }
    );
    const JsonObject year = parts.years.read(company, id);
    parts.audit.record(
        request.caller(),
        {.action = "accounting.fiscal_year.added",
         .model = "accounting_fiscal_year",
         .record = std::to_string(id),
         .before = nullptr,
         .after = year,
         .reason = {}}
    );
    return tenon::created(year);
}

Reply closeYear(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.years.change", companyOfYear);
    std::optional<std::int64_t> account;
    if (const Json* named = request.body().if_contains("result_account"); named != nullptr && !named->is_null()) {
        account = Accounts(parts.database).named(company, *named, "result_account");
    }
    parts.years.close(request.caller(), company, request.id(), account, tenon::flagAt(request.body(), "close_periods"));
    return shownYear(parts, request, company);
}

Reply reopenYear(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.years.change", companyOfYear);
    parts.years.reopen(request.caller(), company, request.id());
    return shownYear(parts, request, company);
}

Reply lockYear(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.years.change", companyOfYear);
    parts.years.lock(request.caller(), company, request.id());
    return shownYear(parts, request, company);
}

Reply removeYear(Parts& parts, const Request& request) {
    parts.years.remove(
        request.caller(), companyOfRow(parts, request, "accounting.years.change", companyOfYear), request.id()
    );
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

Reply setPeriod(Parts& parts, const Request& request, std::string_view state) {
    parts.years.setPeriod(
        request.caller(), companyOfRow(parts, request, "accounting.years.change", companyOfPeriod), request.id(), state
    );
    return tenon::ok({{"id", request.id()}, {"state", state}});
}

Reply closePeriod(Parts& parts, const Request& request) { return setPeriod(parts, request, "closed"); }

Reply reopenPeriod(Parts& parts, const Request& request) { return setPeriod(parts, request, "open"); }

Reply lockPeriod(Parts& parts, const Request& request) { return setPeriod(parts, request, "locked"); }

} // namespace

void declareYears(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields ofCompany{organisation::companyField()};
    const tenon::Fields state{integer("id"), text("state")};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/fiscal-years/", with(listYears))
        .needs("accounting.reports.view")
        .query({organisation::companyField(), text("search", 80)})
        .answersList(yearMembers())
        .summary("The fiscal years, latest first");
    app.post("/accounting/fiscal-years/", with(addYear))
        .needs("accounting.years.change")
        .status(201)
        .body(
            {organisation::companyField(),
             text("name", 40).required(),
             date("start_date").required(),
             date("end_date").required(),
             integer("period_months").min(1).max(12).help("1 unless told otherwise"),
             boolean("adjustment_period").help("One more period of the last day, for the year's end")}
        )
        .answers(yearMembers())
        .summary("Adds a fiscal year beside the others, with its periods");
    app.get("/accounting/fiscal-years/{id}/", with(readYear))
        .needs("accounting.reports.view")
        .query(ofCompany)
        .answers(yearMembers())
        .summary("A fiscal year with its periods");
    app.remove("/accounting/fiscal-years/{id}/", with(removeYear))
        .needs("accounting.years.change")
        .query(ofCompany)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes the first or the last fiscal year while it has no entries");
    app.post("/accounting/fiscal-years/{id}/close/", with(closeYear))
        .needs("accounting.years.change")
        .body({organisation::companyField(), ref("result_account", "accounting_account"), boolean("close_periods")})
        .answers(yearMembers())
        .summary("Closes a year: its income and expense move to the retained earnings");
    app.post("/accounting/fiscal-years/{id}/reopen/", with(reopenYear))
        .needs("accounting.years.change")
        .body(ofCompany)
        .answers(yearMembers())
        .summary("Opens a closed year again and reverses its closing entry");
    app.post("/accounting/fiscal-years/{id}/lock/", with(lockYear))
        .needs("accounting.years.change")
        .body(ofCompany)
        .answers(yearMembers())
        .summary("Locks a closed year for good");
    app.post("/accounting/periods/{id}/close/", with(closePeriod))
        .needs("accounting.years.change")
        .body(ofCompany)
        .answers(state)
        .summary("Closes a period");
    app.post("/accounting/periods/{id}/reopen/", with(reopenPeriod))
        .needs("accounting.years.change")
        .body(ofCompany)
        .answers(state)
        .summary("Opens a closed period again");
    app.post("/accounting/periods/{id}/lock/", with(lockPeriod))
        .needs("accounting.years.change")
        .body(ofCompany)
        .answers(state)
        .summary("Locks a closed period for good");
    // clang-format on
}

} // namespace accounting
