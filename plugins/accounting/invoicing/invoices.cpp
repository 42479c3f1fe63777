#include "invoices.h"

#include "invoice_input.h"
#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/fiscal_years.h"
#include "ledger/rates.h"
#include "ledger/references.h"

#include <algorithm>
#include <set>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view selectControl = "SELECT receivable_account_id, payable_account_id FROM accounting_party "
                                           "WHERE company_id = :company AND party_id = :party";
constexpr std::string_view selectLimit =
    "SELECT credit_limit FROM accounting_party WHERE company_id = :company AND party_id = :party";
constexpr std::string_view selectOwed =
    "SELECT CAST(COALESCE(SUM(l.open_amount), 0) AS BIGINT) FROM accounting_line l "
    "JOIN accounting_account a ON a.id = l.account_id "
    "WHERE l.company_id = :company AND l.party_id = :party AND l.open_amount <> 0 AND a.subtype = 'receivable'";

std::string_view seriesOf(const Invoice& invoice) {
    if (invoice.type == InvoiceType::out) {
        return invoice.kind == InvoiceKind::invoice ? "INV" : "CN";
    }
    return invoice.kind == InvoiceKind::invoice ? "BILL" : "SCN";
}

} // namespace

Invoices::Invoices(tenon::App& app, Books& books, LedgerService& ledger)
    : _app(app), _books(books), _ledger(ledger), _store(app.database(), books),
      _pendingTaxes(app.database(), books, ledger) {
    _ledger.reconciliation().onChange([this](
                                          const auto& caller, const Book& book, const auto& settled, const auto& by
                                      ) { follow(caller, book, settled, by); });
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

JsonObject Invoices::read(std::int64_t company, std::int64_t invoice) { return jsonOf(existing(company, invoice)); }

tenon::Page Invoices::page(const InvoiceFilter& filter, const tenon::Paging& paging) {
    const InvoicePage found = _store.page(filter, paging);
    std::set<std::int64_t> parties;
    for (const Invoice& invoice : found.invoices) {
        if (invoice.party) {
            parties.insert(*invoice.party);
        }
    }
    const auto names = this->parties().names(std::vector(parties.begin(), parties.end()));
    tenon::Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Invoice& invoice : found.invoices) {
        page.items.push_back(jsonOf(invoice, names));
    }
    return page;
}

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
        if (!invoice.isChangeable()) {
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
        requireUnreferenced(_app.database(), Noun::invoice, id);
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
    if (!limit || book.allows(caller, "accounting.override_credit_limit")) {
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
    if (!invoice.isChangeable()) {
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

std::string Invoices::seriesPeriod(const Invoice& invoice) {
    const auto period = periodOf(_app.database(), invoice.company, invoice.accountingDate.value_or(invoice.date));
    if (!period) {
        throw tenon::Conflict("PERIOD_CLOSED", "No fiscal year has this day.", {{"date", invoice.date.text()}});
    }
    return period->yearName;
}

std::string Invoices::proposedNumber(const Invoice& invoice) {
    const std::string period = seriesPeriod(invoice);
    return _books.sequences().propose({.company = invoice.company, .kind = seriesOf(invoice), .period = period}).text;
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
        invoice.number =
            _books.sequences()
                .next({.company = company, .kind = seriesOf(invoice), .period = seriesPeriod(invoice)}, invoice.date)
                .text;
        InvoiceEntry made = entryOf(_app.database(), book, invoice, *invoice.controlAccount, rate);
        tenon::Date due = invoice.date;
        for (const EntryLine& line : made.entry.lines) {
            due = std::max(due, line.maturity.value_or(due));
        }
        invoice.dueDate = due;
        const PostedEntry posted = _ledger.postIn(caller, book, std::move(made.entry));
        invoice.entry = posted.id;
        invoice.state = "posted";
        _store.markPosted(invoice, tenon::rounded(rate, rateDigits));
        _pendingTaxes.keep(id, made.pending);
        if (!made.untaxed.empty()) {
            const UntaxedAt at{.company = company, .invoice = id, .date = date, .postedAt = _books.stamp(book)};
            for (const UntaxedBase& untaxed : made.untaxed) {
                keepUntaxed(_app.database(), at, untaxed);
            }
        }
        settleDeposits(caller, book, invoice, posted);
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.posted", stored, before, {});
        _app.publish("accounting.invoice.posted", {{"id", id}, {"company_id", company}, {"number", stored.number}});
        return jsonOf(stored);
    });
}

void Invoices::settleDeposits(
    const tenon::Caller& caller, const Book& book, const Invoice& invoice, const PostedEntry& entry
) {
    const bool mayRecall = std::ranges::any_of(invoice.lines, [](const InvoiceLine& line) {
        return line.account.has_value() && tenon::isNegative(line.amount);
    });
    if (!mayRecall || invoice.kind == InvoiceKind::creditNote) {
        return;
    }
    const std::int64_t deposits = defaultAccount(_app.database(), invoice.company, depositPurpose(invoice.type));
    std::vector<std::int64_t> recalled;
    for (const SettledLine& line : _ledger.reconciliation().read(book, entry.lines)) {
        if (line.account == deposits && tenon::isNegative(line.open) != invoice.isDebit()) {
            recalled.push_back(line.id);
        }
    }
    if (recalled.empty()) {
        return;
    }
    std::vector<std::int64_t> lines;
    for (const SettledLine& line : _ledger.reconciliation().openLines(book, deposits, *invoice.party)) {
        lines.push_back(line.id);
    }
    _ledger.reconciliation().settle(caller, book, lines);
    for (const SettledLine& line : _ledger.reconciliation().read(book, recalled)) {
        if (!tenon::isZero(line.open)) {
            throw tenon::Conflict(
                "DEPOSIT_EXCEEDED",
                "More is recalled than the party has paid in advance.",
                {{"excess", tenon::absolute(line.open).text()}}
            );
        }
    }
}

/// An invoice is paid exactly when nothing of it is due.
void Invoices::follow(
    const tenon::Caller& caller, const Book& book, const std::vector<Settled>& settled, const Occasion& occasion
) {
    std::map<std::int64_t, std::vector<Settled>> byEntry;
    for (const Settled& each : settled) {
        byEntry[each.entry].push_back(each);
    }
    for (auto& [entry, parts] : byEntry) {
        const auto invoice = _store.ofEntry(book.company.id, entry);
        if (!invoice) {
            continue;
        }
        std::erase_if(parts, [&](const Settled& part) { return part.account != invoice->controlAccount; });
        _pendingTaxes.move(caller, book, *invoice, parts, occasion);
        const bool isPaid = tenon::isZero(invoice->due);
        if (invoice->state == "cancelled" || isPaid == (invoice->state == "paid")) {
            continue;
        }
        _store.setState(invoice->id, isPaid ? "paid" : "posted");
        audit(
            caller,
            isPaid ? "accounting.invoice.paid" : "accounting.invoice.reopened",
            existing(book.company.id, invoice->id),
            jsonOf(*invoice),
            {}
        );
        _app.publish(
            isPaid ? "accounting.invoice.paid" : "accounting.invoice.reopened",
            {{"id", invoice->id}, {"company_id", book.company.id}}
        );
    }
}

} // namespace accounting
