/// The reports whose rows are lines of the ledger, parties or taxes.

#include "printing/printed_head.h"
#include "printing/printed_reports.h"
#include "printing/printed_rows.h"

#include <utility>

namespace accounting {

namespace {

using documents::Emphasis;
using documents::Kind;
using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

constexpr int shareOfNames = 4;

std::vector<documents::Column> lineColumns(const Words& words, bool hasMaturity) {
    std::vector<documents::Column> columns{
        programColumn("line_id"),
        programColumn("entry_id"),
        {"date", words.of("Date"), Kind::date},
        {"number", words.of("Number")},
        {"description", words.of("Description"), Kind::text, shareOfNames},
        {"reference", words.of("Reference")}};
    if (hasMaturity) {
        columns.push_back({"maturity_date", words.of("Due"), Kind::date});
    }
    columns.push_back(moneyColumn("debit", words.of("Debit")));
    columns.push_back(moneyColumn("credit", words.of("Credit")));
    columns.push_back(moneyColumn("balance", words.of("Balance")));
    return columns;
}

/// The lines between the balance that they begin with and the one that they lead to, where the report has these.
void addLines(documents::Table& table, const JsonObject& report, const Words& words) {
    const auto addBalance = [&](const char* label, std::string_view name, Emphasis emphasis) {
        if (const Json* balance = report.if_contains(name)) {
            table.rows.push_back(printedSum(words.of(label), {{"balance", *balance}}, table.columns, emphasis));
        }
    };
    addBalance("Opening balance", "opening", Emphasis::heading);
    for (const Json& line : report.at("lines").as_array()) {
        table.rows.push_back(printedRow(line.as_object(), table.columns));
    }
    addBalance("Closing balance", "closing", Emphasis::total);
    addBalance("Sum of the lines", "amount", Emphasis::total);
}

documents::Report
printedAccountLines(const JsonObject& report, const Book& book, const Words& words, std::string title) {
    documents::Report printed = printedHead(report, book, words, std::move(title));
    printed.subtitle = std::string(textAt(report, "code")) + " " + std::string(textAt(report, "name"));
    documents::Table& table = printed.sections[0].table.emplace();
    table.columns = lineColumns(words, false);
    addLines(table, report, words);
    const auto count = report.at("count").as_int64();
    if (const auto shown = static_cast<std::int64_t>(report.at("lines").as_array().size()); shown < count) {
        printed.sections[0].texts.push_back(
            words.of(tenon::Message("{shown} of {count} lines", {{"shown", shown}, {"count", count}}))
        );
    }
    return printed;
}

documents::Report printedAges(const JsonObject& report, const Book& book, const Words& words, std::string title) {
    documents::Report printed = printedHead(report, book, words, std::move(title));
    documents::Table& table = printed.sections[0].table.emplace();
    table.columns = {programColumn("party_id"), {"party_name", words.of("Party"), Kind::text, shareOfNames}};
    for (const auto& [name, age] :
         {std::pair{"not_due", "Not due"},
          {"days_1_30", "1–30 days"},
          {"days_31_60", "31–60 days"},
          {"days_61_90", "61–90 days"},
          {"days_over_90", "Over 90 days"},
          {"total", "Total"}}) {
        table.columns.push_back(moneyColumn(name, words.of(age)));
    }
    for (const Json& party : report.at("parties").as_array()) {
        JsonObject row = party.as_object();
        if (textAt(row, "party_name").empty()) {
            const auto id = row.at("party_id").as_int64();
            row["party_name"] = id == 0 ? words.of("Without a party") : "#" + std::to_string(id);
        }
        table.rows.push_back(printedRow(row, table.columns));
    }
    table.rows.push_back(printedSum(words.of("Total"), report.at("totals").as_object(), table.columns, Emphasis::total)
    );
    return printed;
}

} // namespace

documents::Report printedGeneralLedger(const JsonObject& report, const Book& book, const Words& words) {
    return printedAccountLines(report, book, words, words.of("General ledger"));
}

documents::Report printedExplanation(const JsonObject& report, const Book& book, const Words& words) {
    return printedAccountLines(report, book, words, words.of("Lines behind a figure"));
}

documents::Report printedPartyStatement(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Statement of account"));
    const std::string_view name = textAt(report, "party_name");
    printed.subtitle = name.empty() ? "#" + std::to_string(report.at("party_id").as_int64()) : std::string(name);
    documents::Table& table = printed.sections[0].table.emplace();
    table.columns = lineColumns(words, true);
    addLines(table, report, words);
    return printed;
}

documents::Report printedReceivables(const JsonObject& report, const Book& book, const Words& words) {
    return printedAges(report, book, words, words.of("Aged receivables"));
}

documents::Report printedPayables(const JsonObject& report, const Book& book, const Words& words) {
    return printedAges(report, book, words, words.of("Aged payables"));
}

documents::Report printedTaxes(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Tax report"));
    const std::vector<documents::Column> head{
        {"code", words.of("Code")}, {"name", words.of("Tax"), Kind::text, shareOfNames}};
    documents::Table& taxes = printed.sections[0].table.emplace();
    taxes.columns = head;
    taxes.columns.insert(taxes.columns.begin(), programColumn("tax_id"));
    taxes.columns.push_back({"treatment", words.of("Treatment")});
    taxes.columns.push_back(moneyColumn("base", words.of("Base")));
    taxes.columns.push_back(moneyColumn("amount", words.of("Amount")));
    for (const Json& tax : report.at("taxes").as_array()) {
        JsonObject row = tax.as_object();
        const std::string_view treatment = textAt(row, "treatment");
        std::string shown = words.of(treatment == "exempt" ? "Exempt" : treatment == "taxed" ? "Taxed" : "Zero-rated");
        row["treatment"] = std::move(shown);
        taxes.rows.push_back(printedRow(row, taxes.columns));
    }
    documents::Section& section = printed.sections.emplace_back();
    section.heading = words.of("On the accounts of taxes");
    documents::Table& accounts = section.table.emplace();
    accounts.columns = head;
    accounts.columns.insert(accounts.columns.begin(), programColumn("account_id"));
    accounts.columns[2].title = words.of("Account");
    accounts.columns.push_back(moneyColumn("amount", words.of("Amount")));
    for (const Json& account : report.at("accounts").as_array()) {
        accounts.rows.push_back(printedRow(account.as_object(), accounts.columns));
    }
    accounts.rows.push_back(
        printedSum(words.of("Tax to pay"), {{"amount", report.at("tax_to_pay")}}, accounts.columns, Emphasis::total)
    );
    return printed;
}

} // namespace accounting
