/// Reports.

#include "ledger/accounts.h"
#include "parts.h"
#include "printing/printed_reports.h"
#include "reports/cash_flow.h"
#include "reports/line_reports.h"
#include "reports/report_query.h"
#include "reports/statements.h"
#include "reports/trial_balance.h"

#include <tenon/documents/printing.h>

#include <algorithm>
#include <iterator>

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

constexpr std::int64_t mostLines = 10'000;

/// What a report is made from.
struct Asked {
    Book book;
    ReportQuery query;
};

Asked asked(Parts& parts, const Request& request) {
    Book book = parts.books.current(request, "accounting.reports.view");
    ReportQuery query = reportQuery(request, parts.books, book, parts.database);
    return {std::move(book), query};
}

tenon::Fields parametersWith(tenon::Fields more) {
    tenon::Fields all = reportParameters();
    tenon::Fields printed = documents::printingFields();
    for (tenon::Fields* fields : {&more, &printed}) {
        std::ranges::move(*fields, std::back_inserter(all));
    }
    return all;
}

tenon::Fields headMembers(tenon::Fields more) {
    tenon::Fields all{
        integer("company_id"),
        text("company"),
        text("currency"),
        date("date_from"),
        date("date_to"),
        timestamp("as_of"),
        integer("report_version")};
    for (tenon::Field& field : more) {
        all.push_back(std::move(field));
    }
    return all;
}

tenon::Field rowsOf(std::string_view name) {
    return list(
        name,
        object(
            "",
            {integer("account_id"), text("code"), text("name"), integer("level"), boolean("is_group"), text("amount")}
        )
    );
}

tenon::Fields trialAmounts() {
    return {
        text("opening"),
        text("debit"),
        text("credit"),
        text("closing"),
        text("opening_debit"),
        text("opening_credit"),
        text("closing_debit"),
        text("closing_credit")};
}

tenon::Fields lineMembers() {
    return {
        integer("line_id"),
        date("date"),
        integer("entry_id"),
        text("number"),
        text("description"),
        text("debit"),
        text("credit"),
        text("balance")};
}

std::int64_t accountOf(Parts& parts, const Asked& what, const Request& request) {
    return Accounts(parts.database).named(what.book.company.id, request.arguments().at("account"), "account");
}

tenon::Paging pagingOf(const Request& request) {
    const bool isAsked = request.queryValue("page") || request.queryValue("page_size") || request.queryValue("limit");
    return isAsked ? request.paging() : tenon::Paging{.size = mostLines, .offset = 0};
}

Reply answer(
    Parts& parts,
    const Request& request,
    const Asked& what,
    JsonObject report,
    PrintedReport print,
    std::string_view name
) {
    return documents::answer(
        parts.kernel,
        request,
        std::move(report),
        name,
        [&](const JsonObject& json, std::string_view language) {
            return print(json, what.book, Words(parts.kernel, language));
        }
    );
}

Reply trial(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    const auto columns = textAt(request.arguments(), "split") == "gross" ? TrialColumns::gross : TrialColumns::net;
    return answer(
        parts,
        request,
        what,
        trialBalanceReport(parts.database, what.book, what.query, columns),
        &printedTrialBalance,
        "trial-balance"
    );
}

ColumnBy columnsAskedFor(const Request& request) {
    const std::string_view by = textAt(request.arguments(), "columns");
    return by == "month"     ? ColumnBy::month
           : by == "quarter" ? ColumnBy::quarter
           : by == "year"    ? ColumnBy::year
                             : ColumnBy::total;
}

Reply profitLoss(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(
        parts,
        request,
        what,
        profitLossReport(parts.database, what.book, what.query, columnsAskedFor(request)),
        &printedProfitLoss,
        "profit-loss"
    );
}

Reply cashFlow(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(
        parts,
        request,
        what,
        cashFlowReport(parts.database, what.book, what.query, columnsAskedFor(request)),
        &printedCashFlow,
        "cash-flow"
    );
}

Reply balanceSheet(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(
        parts,
        request,
        what,
        balanceSheetReport(parts.database, what.book, what.query),
        &printedBalanceSheet,
        "balance-sheet"
    );
}

Reply generalLedger(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(
        parts,
        request,
        what,
        generalLedgerReport(parts.database, what.book, what.query, accountOf(parts, what, request), pagingOf(request)),
        &printedGeneralLedger,
        "general-ledger"
    );
}

Reply partyStatement(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    const std::int64_t party = request.arguments().at("party").as_int64();
    return answer(
        parts,
        request,
        what,
        partyStatementReport(parts.database, what.book, what.query, party, parts.invoices.parties()),
        &printedPartyStatement,
        "party-statement"
    );
}

JsonObject aged(Parts& parts, const Asked& what, std::string_view subtype) {
    return agedReport(parts.database, what.book, what.query, subtype, parts.invoices.parties());
}

Reply agedReceivables(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(parts, request, what, aged(parts, what, "receivable"), &printedReceivables, "aged-receivables");
}

Reply agedPayables(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(parts, request, what, aged(parts, what, "payable"), &printedPayables, "aged-payables");
}

Reply tax(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    return answer(parts, request, what, taxReport(parts.database, what.book, what.query), &printedTaxes, "tax");
}

Reply explain(Parts& parts, const Request& request) {
    const Asked what = asked(parts, request);
    const std::string_view cell = textAt(request.arguments(), "cell");
    return answer(
        parts,
        request,
        what,
        explainReport(
            parts.database,
            what.book,
            what.query,
            accountOf(parts, what, request),
            cell == "opening"   ? Cell::opening
            : cell == "closing" ? Cell::closing
                                : Cell::period,
            pagingOf(request)
        ),
        &printedExplanation,
        "explain"
    );
}

} // namespace

void declareReports(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Field account = ref("account", "accounting_account").also("account_id").required();
    const auto report = [&](std::string_view name, tenon::Reply (*handler)(Parts&, const Request&)) -> tenon::Route& {
        return app.get("/accounting/reports/" + std::string(name) + "/", with(handler))
            .needs("accounting.reports.view");
    };
    tenon::Fields trialRow{
        integer("account_id"), text("code"), text("name"), text("type"), integer("level"), boolean("is_group")};
    for (tenon::Field& amount : trialAmounts()) {
        trialRow.push_back(std::move(amount));
    }
    // clang-format off: a route's query, answer and summary stay together
    report("trial-balance", trial)
        .query(parametersWith({choice("split", {"net", "gross"}).help("How openings and closings are split into sides")}
        ))
        .answers(headMembers(
            {list("accounts", object("", trialRow)),
             object("unclosed_previous_years", trialAmounts()),
             object("totals", trialAmounts())}
        ))
        .summary("Opening, debit, credit and closing of each account; balance = debit - credit");
    report("profit-loss", profitLoss)
        .query(parametersWith({choice("columns", {"total", "month", "quarter", "year"})}))
        .answers(headMembers(
            {rowsOf("income"),
             rowsOf("expense"),
             text("total_income"),
             text("total_expense"),
             text("cost_of_sales"),
             text("gross_profit"),
             text("net_profit")}
        ))
        .summary("Income, expense and profit");
    report("balance-sheet", balanceSheet)
        .query(parametersWith({}))
        .answers(headMembers(
            {rowsOf("assets"),
             rowsOf("liabilities"),
             rowsOf("equity"),
             text("total_assets"),
             text("total_liabilities"),
             text("total_equity"),
             text("current_year_profit"),
             text("unclosed_profit"),
             text("difference")}
        ))
        .summary("Assets, liabilities and equity on a day; the difference is zero");
    report("cash-flow", cashFlow)
        .query(parametersWith({choice("columns", {"total", "month", "quarter", "year"})}))
        .answers(headMembers(
            {text("net_profit"),
             rowsOf("adjustments"),
             text("exchange_adjustment"),
             rowsOf("working_capital"),
             text("total_operating"),
             rowsOf("investing"),
             text("total_investing"),
             rowsOf("financing"),
             text("total_financing"),
             text("net_cash_flow"),
             text("exchange_effect"),
             text("change_in_cash"),
             text("opening_cash"),
             text("closing_cash"),
             rowsOf("cash"),
             text("difference")}
        ))
        .summary("Cash flows by the indirect method; with exchange effects they are the change of cash");
    report("general-ledger", generalLedger)
        .query(parametersWith({account}))
        .answers(headMembers(
            {integer("account_id"),
             text("opening"),
             text("closing"),
             integer("count"),
             list("lines", object("", lineMembers()))}
        ))
        .summary("The lines of an account with its running balance");
    report("party-statement", partyStatement)
        .query(parametersWith({integer("party").also("party_id").required().min(1)}))
        .answers(headMembers(
            {integer("party_id"),
             text("party_name"),
             text("opening"),
             text("closing"),
             list("lines", object("", lineMembers()))}
        ))
        .summary("What a party owes and is owed, line by line");
    const tenon::Fields ages{
        text("not_due"),
        text("days_1_30"),
        text("days_31_60"),
        text("days_61_90"),
        text("days_over_90"),
        text("total")};
    report("aged-receivables", agedReceivables)
        .query(parametersWith({}))
        .answers(headMembers({list("parties", object("", ages)), object("totals", ages)}))
        .summary("What customers owe on a day, by the age of its maturity");
    report("aged-payables", agedPayables)
        .query(parametersWith({}))
        .answers(headMembers({list("parties", object("", ages)), object("totals", ages)}))
        .summary("What suppliers are owed on a day, by the age of its maturity");
    report("tax", tax)
        .query(parametersWith({}))
        .answers(headMembers(
            {list("taxes", object("", {text("code"), text("name"), text("treatment"), text("base"), text("amount")})),
             list("accounts", object("", {text("code"), text("name"), text("amount")})),
             text("tax_to_pay")}
        ))
        .summary("Base and amount of each tax; zero-rated and exempt ones have a base alone");
    report("explain", explain)
        .query(parametersWith({account, choice("cell", {"opening", "period", "closing"})}))
        .answers(headMembers(
            {integer("account_id"), text("amount"), integer("count"), list("lines", object("", lineMembers()))}
        ))
        .summary("The lines behind a cell of a report; their sum is the cell");
    // clang-format on
}

} // namespace accounting
