#include "invoice_input.h"

#include "ledger/amounts.h"
#include "terms.h"

#include <tenon/error.h>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view selectPartyTerm =
    "SELECT payment_term_id FROM accounting_party WHERE company_id = :company AND party_id = :party";
constexpr std::string_view selectTermId =
    "SELECT id FROM accounting_payment_term WHERE company_id = :company AND uuid = :uuid";

const Json* memberAt(const JsonObject& body, std::string_view name) {
    const Json* found = body.if_contains(name);
    return found != nullptr && !found->is_null() ? found : nullptr;
}

tenon::Fields lineMembers() {
    using namespace tenon::fields;
    return {
        text("description", 500),
        choice("kind", {"item", "discount", "deposit"})
            .initial("item")
            .help("Only a discount and the recall of a deposit may be negative"),
        integer("product").also("product_id").min(1),
        ref("account", "accounting_account").also("account_id"),
        decimal("quantity", quantityDigits).required().min("0").example("2"),
        decimal("unit_price", priceDigits).required().example("50.00"),
        decimal("discount_percent", percentDigits).min("0").max("100"),
        list("taxes", ref("", "accounting_tax")).help("Ids of taxes, in the order in which they apply"),
        decimal("tax_rate", percentDigits).min("-100").max("100").help("Percent, where no tax is named").example("15"),
    };
}

} // namespace

tenon::Fields invoiceMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        choice("type", {"out", "in"}).help("out: to a customer (the usual), in: from a supplier"),
        choice("kind", {"invoice", "credit_note"}),
        ref("party", "parties_party")
            .also("party_id")
            .also("customer")
            .also("customer_id")
            .also("supplier")
            .also("supplier_id")
            .nullable(),
        text("reference", 80).also("invoice_number").also("number").help("The client's or the supplier's own number"),
        text("description", 500),
        date("invoice_date").also("date"),
        date("accounting_date").nullable(),
        date("due_date").nullable(),
        ref("payment_term", "accounting_payment_term").also("payment_term_id").nullable(),
        text("currency", 3),
        object("discount", {decimal("amount", sentDigits).required().min("0"), choice("on", {"net", "grand"})}),
        object(
            "cash_rounding",
            {decimal("step", sentDigits).required().min("0"), choice("method", {"half_up", "up", "down"})}
        ),
        list("lines", object("", lineMembers())).also("items").min(1).max(1000),
        choice("state", {"draft", "posted"}).help("posted: posts the invoice at once"),
    };
}

void InvoiceInput::apply(const JsonObject& body, Invoice& invoice) {
    applyHead(body, invoice);
    applyTerm(body, invoice);
    if (const Json* lines = memberAt(body, "lines")) {
        if (invoice.creditOf) {
            keepTaxes(invoice);
        }
        _rule = taxRuleOf(_database, _book.company.id, invoice.party);
        invoice.lines.clear();
        for (const Json& each : lines->as_array()) {
            invoice.lines.push_back(line(each.as_object(), invoice, invoice.lines.size()));
        }
    }
    if (invoice.lines.empty()) {
        throw tenon::Invalid("lines", "An invoice has at least one line.");
    }
    if (const Json* discount = memberAt(body, "discount")) {
        const JsonObject& object = discount->as_object();
        invoice.discount = {
            amountAt(object, "amount", invoice.digits, "discount.amount").value_or(Decimal(0, invoice.digits)),
            textAt(object, "on") == "grand" ? DiscountOn::grand : DiscountOn::net,
        };
    }
    if (const Json* rule = memberAt(body, "cash_rounding")) {
        const JsonObject& object = rule->as_object();
        invoice.cash = {
            amountAt(object, "step", invoice.digits, "cash_rounding.step").value_or(Decimal()),
            cashRoundingOf(textAt(object, "method")),
        };
    }
    // What was computed once stays, until something is sent that it depends on.
    const bool isPriced = body.contains("lines") || body.contains("discount") || body.contains("cash_rounding");
    if (isPriced) {
        const bool byLine = _book.company.taxRounding == organisation::TaxRounding::Line;
        compute(invoice, byLine ? TaxRounding::line : TaxRounding::document);
    }
    if (tenon::isNegative(invoice.total)) {
        throw tenon::Invalid("lines", "The total must not be negative; make a credit note.");
    }
}

void InvoiceInput::keepTaxes(const Invoice& invoice) {
    for (const InvoiceLine& line : invoice.lines) {
        _kept.insert(_kept.end(), line.taxes.begin(), line.taxes.end());
    }
}

void InvoiceInput::applyHead(const JsonObject& body, Invoice& invoice) {
    const auto dateOf = [&](std::string_view name, std::optional<Date> present) {
        return body.contains(name) ? Date::parse(textAt(body, name)) : present;
    };
    if (const Json* party = body.if_contains("party")) {
        invoice.party.reset();
        if (!party->is_null()) {
            invoice.party = _parties.referred(_book.company.id, *party, "party").id;
        }
    }
    invoice.reference = textAt(body, "reference", invoice.reference);
    invoice.description = textAt(body, "description", invoice.description);
    invoice.date = dateOf("invoice_date", invoice.date).value_or(invoice.date);
    invoice.accountingDate = dateOf("accounting_date", invoice.accountingDate);
    invoice.dueDate = dateOf("due_date", invoice.dueDate);
    if (invoice.dueDate && *invoice.dueDate < invoice.date) {
        throw tenon::Invalid("due_date", "Must not be before the invoice.");
    }
    const organisation::Currency currency =
        _books.companies().currency(textAt(body, "currency", invoice.currency), "currency");
    if (currency.digits != invoice.digits && !body.contains("lines")) {
        throw tenon::Invalid("lines", "Send the lines with another currency.");
    }
    invoice.currency = currency.code;
    invoice.digits = currency.digits;
    invoice.discount.amount = tenon::rounded(invoice.discount.amount, invoice.digits);
}

void InvoiceInput::applyTerm(const JsonObject& body, Invoice& invoice) {
    const Json* term = body.if_contains("payment_term");
    if (term == nullptr) {
        const bool isNew = invoice.id == 0 && !invoice.dueDate && invoice.party;
        if (isNew) {
            invoice.paymentTerm = _database
                                      .value<std::optional<std::int64_t>>(
                                          selectPartyTerm, {{"company", _book.company.id}, {"party", *invoice.party}}
                                      )
                                      .value_or(std::nullopt);
        }
        return;
    }
    invoice.paymentTerm.reset();
    if (term->is_int64()) {
        invoice.paymentTerm = term->get_int64();
    } else if (term->is_string()) {
        invoice.paymentTerm =
            _database.value<std::int64_t>(selectTermId, {{"company", _book.company.id}, {"uuid", term->get_string()}});
    }
    if (!term->is_null()) {
        static_cast<void>(termOf(_database, _book.company.id, invoice.paymentTerm.value_or(0)));
    }
}

InvoiceLine InvoiceInput::line(const JsonObject& body, const Invoice& invoice, std::size_t index) {
    const std::string place = "lines." + std::to_string(index) + ".";
    InvoiceLine line{.description = std::string(textAt(body, "description"))};
    if (const Json* product = memberAt(body, "product")) {
        line.product = product->as_int64();
    }
    if (const Json* account = memberAt(body, "account")) {
        line.account = Accounts(_database).named(_book.company.id, *account, place + "account");
    } else if (textAt(body, "kind") == "deposit") {
        line.account = defaultAccount(_database, _book.company.id, depositPurpose(invoice.type));
    }
    line.quantity = decimalAt(body, "quantity", quantityDigits);
    line.unitPrice = decimalAt(body, "unit_price", priceDigits);
    line.discountPercent = decimalAt(body, "discount_percent", percentDigits);
    if (tenon::isZero(line.quantity)) {
        throw tenon::Invalid(place + "quantity", "Must be greater than zero.");
    }
    if (tenon::isNegative(line.unitPrice) && textAt(body, "kind", "item") == "item") {
        throw tenon::Invalid(place + "unit_price", "Must not be negative.");
    }
    line.taxes = taxes(body, invoice, place);
    return line;
}

std::vector<AppliedTax> InvoiceInput::taxes(const JsonObject& body, const Invoice& invoice, const std::string& place) {
    const auto scope = invoice.type == InvoiceType::out ? TaxCatalogue::Scope::sale : TaxCatalogue::Scope::purchase;
    TaxCatalogue catalogue(_database, _book, scope, invoice.date, _rule, _kept);
    if (const Json* named = memberAt(body, "taxes")) {
        return catalogue.named(named->as_array(), place + "taxes");
    }
    return catalogue.ofRate(decimalAt(body, "tax_rate", percentDigits));
}

} // namespace accounting
