#include "invoices.h"

#include "invoice_input.h"
#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"
#include "ledger/rates.h"

#include <algorithm>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr std::string_view selectControl = "SELECT receivable_account_id, payable_account_id FROM accounting_party "
                                           "WHERE company_id = :company AND party_id = :party";
constexpr std::string_view selectLimit =
    "SELECT credit_limit FROM accounting_party WHERE company_id = :company AND party_id = :party";
constexpr std::string_view selectOwed =
    "SELECT CAST(COALESCE(SUM(l.open_amount), 0) AS BIGINT) FROM accounting_line l "
    "JOIN accounting_account a ON a.id = l.account_id "
    "WHERE l.company_id = :company AND l.party_id = :party AND l.open_amount <> 0 AND a.subtype = 'receivable'";
constexpr std::string_view sumPending = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM accounting_payment "
                                        "WHERE invoice_id = :invoice AND state IN ('approved', 'processing')";

JsonObject lineJson(const InvoiceLine& line) {
    return {
        {"description", line.description},
        {"product", orNull(line.product)},
        {"account", orNull(line.account)},
        {"quantity", tenon::trimmed(line.quantity, 0).text()},
        {"unit_price", tenon::trimmed(line.unitPrice, 2).text()},
        {"discount_percent", tenon::trimmed(line.discountPercent, 0).text()},
        {"taxes", accounting::jsonOf(line.taxes)},
        {"amount", line.amount.text()},
    };
}

JsonObject taxJson(const InvoiceTax& tax) {
    return {
        {"tax_id", orNull(tax.tax)},
        {"name", tax.name},
        {"rate", tenon::trimmed(tax.rate, 0).text()},
        {"base", tax.base.text()},
        {"amount", tax.amount.text()},
    };
}

bool isChangeable(const Invoice& invoice) { return invoice.state == "draft" || invoice.state == "validated"; }

std::string_view seriesOf(const Invoice& invoice) {
    if (invoice.type == InvoiceType::out) {
        return invoice.kind == InvoiceKind::invoice ? "INV" : "CN";
    }
    return invoice.kind == InvoiceKind::invoice ? "BILL" : "SCN";
}

} // namespace

Invoices::Invoices(tenon::App& app, Books& books, LedgerService& ledger)
    : _app(app), _books(books), _ledger(ledger), _store(app.database(), books) {
    _ledger.reconciliation().onChange([this](std::int64_t company, const std::vector<std::int64_t>& entries) {
        follow(company, entries);
    });
}

parties::Parties& Invoices::parties() {
    const auto service = _app.find<parties::Parties>();
    if (!service) {
        throw tenon::Unavailable("The parties are out of service.");
    }
    return *service;
}

Invoice Invoices::existing(std::int64_t company, std::int64_t id) {
    auto invoice = _store.read(company, id);
    if (!invoice) {
        throw tenon::NotFound("There is no such invoice.");
    }
    return std::move(*invoice);
}

JsonObject Invoices::jsonOf(const Invoice& invoice) {
    const Decimal due = _store.amountDue(invoice);
    const Decimal pending =
        invoice.amount(_app.database().value<std::int64_t>(sumPending, {{"invoice", invoice.id}}).value_or(0));
    const auto party = invoice.party ? parties().find(*invoice.party) : std::nullopt;
    const bool isOpen = invoice.state != "cancelled";
    JsonArray lines;
    std::ranges::transform(invoice.lines, std::back_inserter(lines), lineJson);
    JsonArray taxes;
    std::ranges::transform(invoice.taxes, std::back_inserter(taxes), taxJson);
    return {
        {"id", invoice.id},
        {"uuid", invoice.uuid},
        {"company_id", invoice.company},
        {"type", invoice.type == InvoiceType::out ? "out" : "in"},
        {"kind", invoice.kind == InvoiceKind::invoice ? "invoice" : "credit_note"},
        {"state", invoice.state},
        {"number", textOrNull(invoice.number)},
        {"invoice_number", textOrNull(invoice.number.empty() ? invoice.reference : invoice.number)},
        {"reference", invoice.reference},
        {"description", invoice.description},
        {"customer", orNull(invoice.party)},
        {"party_id", orNull(invoice.party)},
        {"party_name", party ? Json(party->name) : Json()},
        {"invoice_date", invoice.date.text()},
        {"accounting_date", orNull(invoice.accountingDate)},
        {"due_date", orNull(invoice.dueDate)},
        {"payment_term_id", orNull(invoice.paymentTerm)},
        {"currency", invoice.currency},
        {"untaxed", invoice.untaxed.text()},
        {"tax", invoice.tax.text()},
        {"cash_rounding", invoice.cashRounding.text()},
        {"total", invoice.total.text()},
        {"amount_due", isOpen ? due.text() : invoice.amount(0).text()},
        {"amount_to_pay", isOpen ? (due - pending).text() : invoice.amount(0).text()},
        {"entry_id", orNull(invoice.entry)},
        {"credit_of_id", orNull(invoice.creditOf)},
        {"cancelled_by_id", orNull(invoice.cancelledBy)},
        {"lines", std::move(lines)},
        {"taxes", std::move(taxes)},
        {"version", invoice.version},
        {"created_at", invoice.createdAt},
        {"updated_at", invoice.updatedAt},
    };
}

JsonObject Invoices::read(std::int64_t company, std::int64_t invoice) { return jsonOf(existing(company, invoice)); }

void Invoices::audit(
    const tenon::Caller& caller,
    std::string_view action,
    const Invoice& invoice,
    const Json& before,
    std::string_view reason
) {
    _app.audit().record(
        caller,
        {.action = action,
         .model = "accounting_invoice",
         .record = std::to_string(invoice.id),
         .before = before,
         .after = jsonOf(invoice),
         .reason = std::string(reason)}
    );
}

JsonObject Invoices::add(const tenon::Caller& caller, std::int64_t company, const JsonObject& body) {
    return _app.database().transaction([&] {
        const Book book = _books.of(company);
        Invoice invoice;
        invoice.company = company;
        invoice.type = tenon::textAt(body, "type") == "in" ? InvoiceType::in : InvoiceType::out;
        invoice.kind = tenon::textAt(body, "kind") == "credit_note" ? InvoiceKind::creditNote : InvoiceKind::invoice;
        invoice.date = _books.companies().today(book.company);
        invoice.currency = book.company.currency.code;
        invoice.digits = book.digits();
        InvoiceInput(_app.database(), _books, book, parties()).apply(body, invoice);
        invoice.id = _store.add(invoice, caller.id());
        const Invoice stored = existing(company, invoice.id);
        audit(caller, "accounting.invoice.added", stored, nullptr, {});
        return tenon::textAt(body, "state") == "posted" ? post(caller, company, stored.id) : jsonOf(stored);
    });
}

JsonObject
Invoices::change(const tenon::Caller& caller, std::int64_t company, std::int64_t id, const JsonObject& changes) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        Invoice invoice = existing(company, id);
        if (!isChangeable(invoice)) {
            throw wrongState(invoice.state, {"draft", "validated"});
        }
        const Json before = jsonOf(invoice);
        InvoiceInput(_app.database(), _books, book, parties()).apply(changes, invoice);
        _store.change(invoice);
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.changed", stored, before, {});
        return tenon::textAt(changes, "state") == "posted" ? post(caller, company, id) : jsonOf(stored);
    });
}

JsonObject Invoices::validate(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    return _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Invoice invoice = existing(company, id);
        if (invoice.state != "draft") {
            throw wrongState(invoice.state, {"draft"});
        }
        if (!invoice.party) {
            throw tenon::Invalid("party", "Name the customer or the supplier.");
        }
        _store.setState(id, "validated");
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.validated", stored, jsonOf(invoice), {});
        return jsonOf(stored);
    });
}

void Invoices::remove(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Invoice invoice = existing(company, id);
        if (!invoice.number.empty()) {
            throw tenon::Conflict("DOCUMENT_NUMBERED", "An invoice with a number is cancelled, not deleted.");
        }
        const JsonObject before = jsonOf(invoice);
        _store.remove(id);
        _app.audit().record(
            caller,
            {.action = "accounting.invoice.deleted",
             .model = "accounting_invoice",
             .record = std::to_string(id),
             .before = before,
             .after = nullptr,
             .reason = {}}
        );
    });
}

std::int64_t Invoices::controlAccount(std::int64_t company, std::int64_t party, InvoiceType type) {
    const bool isSale = type == InvoiceType::out;
    const auto own =
        _app.database().first(selectControl, {{"company", company}, {"party", party}}, [&](const tenon::Row& row) {
            return row.get<std::optional<std::int64_t>>(isSale ? 0 : 1);
        });
    return own && *own ? **own : defaultAccount(_app.database(), company, isSale ? "receivable" : "payable");
}

void Invoices::requireCredit(const tenon::Caller& caller, const Book& book, std::int64_t party, Decimal more) {
    const auto limit =
        _app.database()
            .value<std::optional<std::int64_t>>(selectLimit, {{"company", book.company.id}, {"party", party}})
            .value_or(std::nullopt);
    if (!limit || caller.has("accounting.override_credit_limit")) {
        return;
    }
    const Decimal owed = book.amount(
        _app.database().value<std::int64_t>(selectOwed, {{"company", book.company.id}, {"party", party}}).value_or(0)
    );
    if (tenon::compare(owed + more, book.amount(*limit)) > 0) {
        throw tenon::Conflict(
            "CREDIT_LIMIT",
            "The customer would owe more than its credit limit.",
            {{"credit_limit", book.amount(*limit).text()}, {"owed", owed.text()}, {"more", more.text()}}
        );
    }
}

void Invoices::requirePostable(const tenon::Caller& caller, const Book& book, const Invoice& invoice, Decimal rate) {
    if (!isChangeable(invoice)) {
        throw wrongState(invoice.state, {"draft", "validated"});
    }
    if (!invoice.party) {
        throw tenon::Invalid("party", "Name the customer or the supplier.");
    }
    if (tenon::isZero(invoice.total)) {
        throw tenon::Invalid("lines", "An invoice over nothing cannot be posted.");
    }
    const parties::Party party = parties().referred(invoice.company, *invoice.party, "party");
    parties().requireUnblocked(party);
    if (invoice.type == InvoiceType::in && !invoice.reference.empty() && _store.hasSupplierReference(invoice)) {
        throw tenon::Conflict("DUPLICATE_SUPPLIER_INVOICE", "This supplier's invoice was entered before.");
    }
    if (invoice.type == InvoiceType::out && invoice.isDebit()) {
        const bool isForeign = invoice.currency != book.company.currency.code;
        requireCredit(
            caller, book, party.id, isForeign ? inCompanyCurrency(invoice.total, rate, book.digits()) : invoice.total
        );
    }
}

JsonObject Invoices::post(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        Invoice invoice = existing(company, id);
        const Json before = jsonOf(invoice);
        const tenon::Date date = invoice.accountingDate.value_or(invoice.date);
        const Decimal rate = _ledger.rate(company, invoice.currency, date);
        requirePostable(caller, book, invoice, rate);
        invoice.controlAccount = controlAccount(company, *invoice.party, invoice.type);
        const auto period = std::to_string(static_cast<int>(invoice.date.day().year()));
        invoice.number = _books.sequences()
                             .next({.company = company, .kind = seriesOf(invoice), .period = period}, invoice.date)
                             .text;
        NewEntry entry = entryOf(_app.database(), book, invoice, *invoice.controlAccount, rate);
        tenon::Date due = invoice.date;
        for (const EntryLine& line : entry.lines) {
            due = std::max(due, line.maturity.value_or(due));
        }
        invoice.dueDate = due;
        invoice.entry = _ledger.postIn(caller, book, std::move(entry)).id;
        invoice.state = "posted";
        _store.markPosted(invoice, tenon::rounded(rate, rateDigits));
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.posted", stored, before, {});
        _app.publish("accounting.invoice.posted", {{"id", id}, {"company_id", company}, {"number", stored.number}});
        return jsonOf(stored);
    });
}

JsonObject
Invoices::credit(const tenon::Caller& caller, std::int64_t company, std::int64_t id, const JsonObject& changes) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Invoice original = existing(company, id);
        if (original.kind != InvoiceKind::invoice || (original.state != "posted" && original.state != "paid")) {
            throw wrongState(original.state, {"posted", "paid"});
        }
        // Taxes keep the rates of the original, whatever they are now.
        Invoice note = original;
        note.id = 0;
        note.kind = InvoiceKind::creditNote;
        note.state = "draft";
        note.number.clear();
        note.reference = original.number;
        note.creditOf = original.id;
        note.date = std::max(original.date, _books.companies().today(book.company));
        note.accountingDate.reset();
        note.dueDate.reset();
        note.paymentTerm.reset();
        note.entry.reset();
        note.controlAccount.reset();
        if (!changes.empty()) {
            InvoiceInput(_app.database(), _books, book, parties()).apply(changes, note);
        }
        note.id = _store.add(note, caller.id());
        const Invoice stored = existing(company, note.id);
        audit(caller, "accounting.invoice.added", stored, nullptr, {});
        return jsonOf(stored);
    });
}

void Invoices::settleAgainst(const tenon::Caller& caller, std::int64_t company, std::int64_t id, std::int64_t other) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        std::vector<std::int64_t> lines;
        for (const std::int64_t each : {id, other}) {
            const Invoice invoice = existing(company, each);
            if (!invoice.entry) {
                throw wrongState(invoice.state, {"posted"});
            }
            const std::vector<std::int64_t> own = _store.controlLines(invoice);
            lines.insert(lines.end(), own.begin(), own.end());
        }
        _ledger.reconciliation().settle(caller, book, lines);
    });
}

JsonObject
Invoices::cancel(const tenon::Caller& caller, std::int64_t company, std::int64_t id, std::string_view reason) {
    return _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Invoice invoice = existing(company, id);
        const Json before = jsonOf(invoice);
        if (isChangeable(invoice)) {
            _store.setState(id, "cancelled");
        } else if (invoice.state == "posted" && invoice.kind == InvoiceKind::invoice
                   && tenon::compare(_store.amountDue(invoice), invoice.total) == 0) {
            const std::int64_t note = credit(caller, company, id, {}).at("id").as_int64();
            static_cast<void>(post(caller, company, note));
            settleAgainst(caller, company, id, note);
            _store.markCancelled(id, note);
        } else {
            // What was paid must be given back or credited first.
            throw wrongState(invoice.state, {"draft", "validated", "posted"});
        }
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.cancelled", stored, before, reason);
        return jsonOf(stored);
    });
}

/// An invoice is paid exactly when nothing of it is due.
void Invoices::follow(std::int64_t company, const std::vector<std::int64_t>& entries) {
    for (const std::int64_t entry : entries) {
        const auto invoice = _store.ofEntry(company, entry);
        if (!invoice || invoice->state == "cancelled") {
            continue;
        }
        const bool isPaid = tenon::isZero(_store.amountDue(*invoice));
        if (isPaid != (invoice->state == "paid")) {
            _store.setState(invoice->id, isPaid ? "paid" : "posted");
            _app.publish(
                isPaid ? "accounting.invoice.paid" : "accounting.invoice.reopened",
                {{"id", invoice->id}, {"company_id", company}}
            );
        }
    }
}

} // namespace accounting
