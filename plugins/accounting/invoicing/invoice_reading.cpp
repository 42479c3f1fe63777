/// Invoices as they are read: one statement for their rows, one for all their lines, one for all their taxes.

#include "invoice_store.h"
#include "ledger/amounts.h"

#include <tenon/among.h>
#include <tenon/like.h>

#include <map>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Row;

// What is due and what is pending belong to every answer about an invoice, so they are read with it. The plus keeps SQLite
// from going through all lines of a control account, which it takes for as selective as the entry.
constexpr std::string_view selectInvoices =
    "SELECT i.id, i.uuid, i.version, i.company_id, i.type, i.kind, i.state, i.number, i.reference, i.description, "
    "i.party_id, i.invoice_date, i.accounting_date, i.due_date, i.payment_term_id, i.currency, i.discount, "
    "i.discount_on, i.cash_step, i.cash_method, i.cash_rounding, i.untaxed, i.tax, i.total, i.entry_id, "
    "i.control_account_id, i.credit_of_id, "
    "i.cancelled_by_id, i.created_at, i.updated_at, "
    "(SELECT CAST(SUM(COALESCE(l.open_currency, l.open_amount)) AS BIGINT) FROM accounting_line l "
    "WHERE l.entry_id = i.entry_id AND +l.account_id = i.control_account_id), "
    "(SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM accounting_payment p WHERE p.invoice_id = i.id "
    "AND p.state IN ('approved', 'processing')), "
    "(SELECT CAST(COALESCE(SUM(s.amount), 0) AS BIGINT) FROM accounting_payment_share s "
    "JOIN accounting_payment p ON p.id = s.payment_id WHERE s.invoice_id = i.id "
    "AND p.state IN ('approved', 'processing')), page.total FROM (";
// The page is found first, so that nothing is summed up for invoices that it does not show.
constexpr std::string_view joined =
    ") page JOIN accounting_invoice i ON i.id = page.id ORDER BY i.invoice_date DESC, i.id DESC";
constexpr std::string_view ofKey =
    "SELECT id, 1 AS total FROM accounting_invoice WHERE company_id = :company AND id = :key";
constexpr std::string_view ofEntryKey =
    "SELECT id, 1 AS total FROM accounting_invoice WHERE company_id = :company AND entry_id = :key";
constexpr std::string_view ofPage =
    "SELECT id, COUNT(*) OVER () AS total FROM accounting_invoice WHERE company_id = :company "
    "AND invoice_date >= :from AND invoice_date <= :to "
    "AND (CAST(:type AS TEXT) = '' OR type = :type) AND (CAST(:kind AS TEXT) = '' OR kind = :kind) "
    "AND (CAST(:state AS TEXT) = '' OR state = :state) AND (:party = 0 OR party_id = :party) "
    "AND (lower(COALESCE(number, '')) LIKE lower(:search) ESCAPE '\\' "
    "OR lower(reference) LIKE lower(:search) ESCAPE '\\' OR lower(description) LIKE lower(:search) ESCAPE '\\') "
    "ORDER BY invoice_date DESC, id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view selectLines =
    "SELECT invoice_id, description, product_id, account_id, quantity, unit_price, discount_percent, taxes, amount "
    "FROM accounting_invoice_line WHERE ";
constexpr std::string_view selectTaxes =
    "SELECT invoice_id, tax_id, name, rate, account_id, is_due_on_payment, transition_account_id, base, amount "
    "FROM accounting_invoice_tax WHERE ";
constexpr std::string_view inOrder = " ORDER BY invoice_id, position";
constexpr std::string_view selectId = "SELECT id FROM accounting_invoice WHERE company_id = :company AND uuid = :uuid";
constexpr std::string_view selectControlLines =
    "SELECT id FROM accounting_line WHERE entry_id = :entry AND account_id = :account ORDER BY maturity_date, id";

std::string textIn(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::string() : std::string(row.text(column));
}

std::string_view orElse(std::string_view text, std::string_view fallback) { return text.empty() ? fallback : text; }

/// Amounts of an unposted invoice are all due.
void readAmounts(Invoice& invoice, const Row& row) {
    invoice.discount = {invoice.amount(row.integer(16)), row.text(17) == "net" ? DiscountOn::net : DiscountOn::grand};
    invoice.cash = {invoice.amount(row.integer(18)), cashRoundingOf(row.text(19))};
    invoice.cashRounding = invoice.amount(row.integer(20));
    invoice.untaxed = invoice.amount(row.integer(21));
    invoice.tax = invoice.amount(row.integer(22));
    invoice.total = invoice.amount(row.integer(23));
    const auto open = row.get<std::optional<std::int64_t>>(30);
    invoice.due = open ? invoice.amount(invoice.isDebit() ? *open : -*open) : invoice.total;
    invoice.pending = invoice.amount(row.integer(31) + row.integer(32));
}

template <typename DigitsOf>
Invoice invoiceOf(const Row& row, DigitsOf&& digitsOf) {
    Invoice found{.id = row.integer(0)};
    found.uuid = row.text(1);
    found.version = row.integer(2);
    found.company = row.integer(3);
    found.type = row.text(4) == "out" ? InvoiceType::out : InvoiceType::in;
    found.kind = row.text(5) == "invoice" ? InvoiceKind::invoice : InvoiceKind::creditNote;
    found.state = row.text(6);
    found.number = textIn(row, 7);
    found.reference = row.text(8);
    found.description = row.text(9);
    found.party = row.get<std::optional<std::int64_t>>(10);
    found.date = row.get<Date>(11);
    found.accountingDate = row.get<std::optional<Date>>(12);
    found.dueDate = row.get<std::optional<Date>>(13);
    found.paymentTerm = row.get<std::optional<std::int64_t>>(14);
    found.currency = row.text(15);
    found.digits = digitsOf(found.currency);
    found.entry = row.get<std::optional<std::int64_t>>(24);
    found.controlAccount = row.get<std::optional<std::int64_t>>(25);
    found.creditOf = row.get<std::optional<std::int64_t>>(26);
    found.cancelledBy = row.get<std::optional<std::int64_t>>(27);
    found.createdAt = row.text(28);
    found.updatedAt = row.text(29);
    readAmounts(found, row);
    return found;
}

/// Visits the rows that belong to these invoices, each with its invoice.
template <typename Visit>
void eachPart(tenon::Database& database, std::string_view select, std::vector<Invoice>& invoices, Visit&& visit) {
    if (invoices.empty()) {
        return;
    }
    std::map<std::int64_t, Invoice*> byId;
    std::vector<std::int64_t> ids;
    for (Invoice& invoice : invoices) {
        byId[invoice.id] = &invoice;
        ids.push_back(invoice.id);
    }
    const tenon::Condition theirs = tenon::among("invoice_id", ids);
    database.run(std::string(select).append(theirs.sql).append(inOrder), theirs.params(), [&](const Row& row) {
        visit(row, *byId.at(row.integer(0)));
    });
}

} // namespace

InvoicePage InvoiceStore::find(std::string_view ids, tenon::Params params) {
    std::map<std::string, int, std::less<>> digits;
    const auto digitsOf = [&](const std::string& currency) {
        const auto [known, isNew] = digits.try_emplace(currency, 0);
        if (isNew) {
            known->second = _books.companies().currency(currency).digits;
        }
        return known->second;
    };
    InvoicePage page;
    _database.run(std::string(selectInvoices).append(ids).append(joined), params, [&](const Row& row) {
        page.invoices.push_back(invoiceOf(row, digitsOf));
        page.total = row.integer(33);
    });
    readLines(page.invoices);
    readTaxes(page.invoices);
    return page;
}

void InvoiceStore::readLines(std::vector<Invoice>& invoices) {
    eachPart(_database, selectLines, invoices, [](const Row& row, Invoice& invoice) {
        InvoiceLine line{.description = row.get<std::string>(1)};
        line.product = row.get<std::optional<std::int64_t>>(2);
        line.account = row.get<std::optional<std::int64_t>>(3);
        line.quantity = {row.integer(4), quantityDigits};
        line.unitPrice = {row.integer(5), priceDigits};
        line.discountPercent = {row.integer(6), percentDigits};
        line.taxes = appliedTaxes(row.text(7));
        line.amount = invoice.amount(row.integer(8));
        invoice.lines.push_back(std::move(line));
    });
}

void InvoiceStore::readTaxes(std::vector<Invoice>& invoices) {
    eachPart(_database, selectTaxes, invoices, [](const Row& row, Invoice& invoice) {
        InvoiceTax tax{.tax = row.get<std::optional<std::int64_t>>(1)};
        tax.name = row.text(2);
        tax.rate = {row.integer(3), percentDigits};
        tax.account = row.get<std::optional<std::int64_t>>(4);
        tax.isDueOnPayment = row.boolean(5);
        tax.transitionAccount = row.get<std::optional<std::int64_t>>(6);
        tax.base = invoice.amount(row.integer(7));
        tax.amount = invoice.amount(row.integer(8));
        invoice.taxes.push_back(std::move(tax));
    });
}

std::optional<Invoice> InvoiceStore::first(std::string_view ids, std::int64_t company, std::int64_t key) {
    const tenon::Param params[] = {{"company", company}, {"key", key}};
    InvoicePage found = find(ids, params);
    return found.invoices.empty() ? std::nullopt : std::optional(std::move(found.invoices.front()));
}

std::optional<Invoice> InvoiceStore::read(std::int64_t company, std::int64_t id) { return first(ofKey, company, id); }

std::optional<Invoice> InvoiceStore::ofEntry(std::int64_t company, std::int64_t entry) {
    return first(ofEntryKey, company, entry);
}

InvoicePage InvoiceStore::page(const InvoiceFilter& filter, const tenon::Paging& paging) {
    const std::string search = tenon::likePattern(filter.search);
    const tenon::Param params[] = {
        {"company", filter.company},
        {"from", orElse(filter.from, "0001-01-01")},
        {"to", orElse(filter.to, "9999-12-31")},
        {"type", filter.type},
        {"kind", filter.kind},
        {"state", filter.state},
        {"party", filter.party},
        {"search", search},
        {"limit", paging.size},
        {"offset", paging.offset},
    };
    return find(ofPage, params);
}

std::optional<std::int64_t> InvoiceStore::idOf(std::int64_t company, std::string_view uuid) {
    return _database.value<std::int64_t>(selectId, {{"company", company}, {"uuid", uuid}});
}

std::vector<std::int64_t> InvoiceStore::controlLines(const Invoice& invoice) {
    return _database.rows(
        selectControlLines,
        {{"entry", invoice.entry}, {"account", invoice.controlAccount}},
        [](const Row& row) { return row.integer(0); }
    );
}

} // namespace accounting
