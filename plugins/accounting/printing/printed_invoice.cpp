#include "printing/printed_invoice.h"

#include "printing/printed_rows.h"

#include <tenon/arithmetic.h>

#include <algorithm>
#include <utility>

namespace accounting {

namespace {

using documents::Emphasis;
using documents::Kind;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

Decimal amountAt(const JsonObject& object, std::string_view name) {
    const documents::Cell cell = documents::figure(textAt(object, name));
    const auto* const amount = std::get_if<Decimal>(&cell);
    return amount != nullptr ? *amount : Decimal();
}

void addUnlessEmpty(std::vector<std::string>& lines, std::string text) {
    if (!text.empty()) {
        lines.push_back(std::move(text));
    }
}

std::vector<std::string> linesOf(const organisation::Company& company, const Words& words) {
    std::vector<std::string> lines{company.name};
    addUnlessEmpty(lines, company.address);
    addUnlessEmpty(lines, company.phone.empty() ? std::string() : documents::leftToRight(company.phone));
    addUnlessEmpty(lines, company.email);
    if (!company.taxId.empty()) {
        lines.push_back(words.of("Tax ID") + " " + documents::leftToRight(company.taxId));
    }
    return lines;
}

std::string titleOf(const JsonObject& invoice, const Words& words) {
    const bool isOut = textAt(invoice, "type") == "out";
    const bool isCredit = textAt(invoice, "kind") == "credit_note";
    std::string title = isCredit ? words.of(isOut ? "Credit note" : "Supplier's credit note")
                                 : words.of(isOut ? "Invoice" : "Supplier's invoice");
    if (const std::string_view number = textAt(invoice, "number"); !number.empty()) {
        title.append(" ").append(number);
    }
    return title;
}

std::string stateOf(const JsonObject& invoice, const Words& words) {
    const std::string_view state = textAt(invoice, "state");
    return state == "cancelled"                       ? words.of("Cancelled")
           : state == "draft" || state == "validated" ? words.of("Draft, not yet an invoice")
                                                      : std::string();
}

std::vector<documents::Fact> factsOf(const JsonObject& invoice, const InvoicePaper& paper, const Words& words) {
    std::vector<documents::Fact> facts;
    const auto add = [&](const char* name, std::string value) {
        if (!value.empty()) {
            facts.push_back({words.of(name), std::move(value)});
        }
    };
    add("Number", std::string(textAt(invoice, "number")));
    add("Date", std::string(textAt(invoice, "invoice_date")));
    add("Due", std::string(textAt(invoice, "due_date")));
    add("Payment terms", paper.terms);
    add("Reference", std::string(textAt(invoice, "reference")));
    add("Credit for", paper.creditOf);
    add("Currency", std::string(textAt(invoice, "currency")));
    return facts;
}

std::string taxNames(const JsonObject& line) {
    std::string names;
    const Json* const taxes = line.if_contains("taxes");
    if (taxes != nullptr && taxes->is_array()) {
        for (const Json& tax : taxes->get_array()) {
            const std::string_view name = tax.is_object() ? textAt(tax.get_object(), "name") : std::string_view();
            names.append(names.empty() || name.empty() ? "" : ", ").append(name);
        }
    }
    return names;
}

documents::Table linesTable(const JsonObject& invoice, const Words& words) {
    const tenon::JsonArray& lines = invoice.at("lines").as_array();
    const bool hasDiscount = std::ranges::any_of(lines, [](const Json& line) {
        return !tenon::isZero(amountAt(line.as_object(), "discount_percent"));
    });
    documents::Table table;
    table.columns = {
        {"description", words.of("Description"), Kind::text, 5},
        {"quantity", words.of("Quantity"), Kind::number},
        {"unit_price", words.of("Unit price"), Kind::number}};
    if (hasDiscount) {
        table.columns.push_back({"discount_percent", words.of("Discount %"), Kind::number});
    }
    table.columns.push_back({"tax_names", words.of("Tax"), Kind::text, 2});
    table.columns.push_back(moneyColumn("amount", words.of("Amount")));
    for (const Json& each : lines) {
        JsonObject line = each.as_object();
        std::string names = taxNames(line);
        line["tax_names"] = std::move(names);
        table.rows.push_back(printedRow(line, table.columns));
    }
    return table;
}

/// The sums below the lines, at the end of the page's width.
class Totals {
public:
    Totals(const JsonObject& invoice, const Words& words) : _invoice(invoice), _words(words) {
        constexpr int widthOfSums = 60;
        _table.width = widthOfSums;
        _table.columns = {
            {"label", {}}, moneyColumn("base", words.of("Base")), moneyColumn("amount", words.of("Amount"))};
    }

    documents::Table table() {
        const Decimal total = amountAt(_invoice, "total");
        const Decimal rounding = amountAt(_invoice, "cash_rounding");
        const Decimal discount = total - amountAt(_invoice, "untaxed") - amountAt(_invoice, "tax") - rounding;
        add(_words.of("Without tax"), amountAt(_invoice, "untaxed"));
        for (const Json& each : _invoice.at("taxes").as_array()) {
            const JsonObject& tax = each.as_object();
            add(std::string(textAt(tax, "name")), amountAt(tax, "amount"));
            _table.rows.back().cells[1] = amountAt(tax, "base");
        }
        addUnlessZero("Discount", discount);
        addUnlessZero("Rounding", rounding);
        add(_words.of("Total") + " " + std::string(textAt(_invoice, "currency")), total, Emphasis::total);
        const std::string_view state = textAt(_invoice, "state");
        if (state == "posted" || state == "paid") {
            const Decimal due = amountAt(_invoice, "amount_due");
            addUnlessZero("Paid", total - due);
            add(_words.of("Amount due"), due, Emphasis::subtotal);
        }
        return std::move(_table);
    }

private:
    void add(std::string label, Decimal amount, Emphasis emphasis = Emphasis::none) {
        _table.rows.push_back({.cells = {std::move(label), {}, amount}, .emphasis = emphasis});
    }

    void addUnlessZero(const char* label, Decimal amount) {
        if (!tenon::isZero(amount)) {
            add(_words.of(label), amount);
        }
    }

    const JsonObject& _invoice;
    const Words& _words;
    documents::Table _table;
};

} // namespace

documents::Report printedInvoice(
    const JsonObject& invoice, const organisation::Company& company, const InvoicePaper& paper, const Words& words
) {
    documents::Report printed;
    printed.issuer = company.name;
    printed.title = titleOf(invoice, words);
    printed.subtitle = stateOf(invoice, words);
    printed.language = words.language();
    const bool isOut = textAt(invoice, "type") == "out";
    const std::vector<std::string> own = linesOf(company, words);
    documents::Section& head = printed.sections.emplace_back();
    head.blocks = {{words.of("Seller"), isOut ? own : paper.party}, {words.of("Buyer"), isOut ? paper.party : own}};
    head.facts = factsOf(invoice, paper, words);
    head.table = linesTable(invoice, words);
    documents::Section& sums = printed.sections.emplace_back();
    sums.table = Totals(invoice, words).table();
    if (const std::string_view description = textAt(invoice, "description"); !description.empty()) {
        printed.sections.push_back({.texts = {std::string(description)}});
    }
    return printed;
}

} // namespace accounting
