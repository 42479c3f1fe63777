#include "report_query.h"

#include "ledger/fiscal_years.h"

#include <tenon/error.h>

namespace accounting {

namespace {

using tenon::Date;
using tenon::JsonObject;

std::optional<Date> dateAt(const JsonObject& arguments, std::string_view name) {
    return Date::parse(tenon::textAt(arguments, name));
}

} // namespace

tenon::Timestamp instantOf(const ReportQuery& query) {
    constexpr tenon::Timestamp lastInstant(std::chrono::sys_days(std::chrono::year(9999) / 1 / 1));
    return query.asOf.value_or(lastInstant);
}

tenon::Fields reportParameters() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        date("date_from").also("from").help("First day; the start of the fiscal year unless told otherwise"),
        date("date_to").also("to").also("date").help("Last day; today unless told otherwise"),
        timestamp("as_of").help("The books as they were known at this instant"),
        boolean("include_drafts").initial(false),
        boolean("include_closing").initial(false).help("Count the closing entries of the year"),
        boolean("show_unclosed_previous_years").initial(false),
        boolean("show_zero").initial(false).help("Accounts that were never used as well"),
    };
}

ReportQuery reportQuery(const tenon::Request& request, Books& books, const Book& book, tenon::Database& database) {
    const JsonObject& arguments = request.arguments();
    ReportQuery query;
    query.to = dateAt(arguments, "date_to").value_or(books.companies().today(book.company));
    query.from = dateAt(arguments, "date_from").value_or(yearStart(database, book.company, query.to));
    if (query.to < query.from) {
        throw tenon::Invalid("date_to", "Must not be before the first day.");
    }
    query.asOf = tenon::Timestamp::parse(tenon::textAt(arguments, "as_of"));
    query.includeDrafts = tenon::flagAt(arguments, "include_drafts");
    query.includeClosing = tenon::flagAt(arguments, "include_closing");
    query.showUnclosedYears = tenon::flagAt(arguments, "show_unclosed_previous_years");
    query.showZero = tenon::flagAt(arguments, "show_zero");
    if (query.asOf) {
        if (query.includeDrafts) {
            throw tenon::Invalid("include_drafts", "Drafts have no history: leave out as_of.");
        }
        books.settle(book.company.id, *query.asOf);
    }
    return query;
}

JsonObject reportHead(const Book& book, const ReportQuery& query) {
    JsonObject head{
        {"company_id", book.company.id},
        {"currency", book.company.currency.code},
        {"date_from", query.from.text()},
        {"date_to", query.to.text()},
        {"report_version", reportVersion},
    };
    if (!query.asOf) {
        head.emplace("company", book.company.name); // names change, what was known at an instant does not
    }
    head.emplace("as_of", query.asOf ? tenon::Json(query.asOf->text()) : tenon::Json());
    if (query.includeDrafts) {
        head.emplace("include_drafts", true);
    }
    return head;
}

} // namespace accounting
