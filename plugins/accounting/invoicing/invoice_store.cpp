#include "invoice_store.h"

#include "ledger/amounts.h"

#include <tenon/random.h>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Row;

constexpr std::string_view insertInvoice =
    "INSERT INTO accounting_invoice (uuid, version, created_at, updated_at, company_id, type, kind, state, reference, "
    "description, party_id, invoice_date, accounting_date, due_date, payment_term_id, currency, discount, discount_on, "
    "cash_rounding, untaxed, tax, total, credit_of_id, created_by) VALUES (:uuid, 1, :now, :now, :company, :type, "
    ":kind, "
    "'draft', :reference, :description, :party, :date, :accounting_date, :due, :term, :currency, :discount, "
    ":discount_on, "
    ":rounding, :untaxed, :tax, :total, :credit_of, :by) RETURNING id";
constexpr std::string_view updateInvoice =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = 'draft', reference = :reference, "
    "description = :description, party_id = :party, invoice_date = :date, accounting_date = :accounting_date, "
    "due_date = :due, payment_term_id = :term, currency = :currency, discount = :discount, discount_on = :discount_on, "
    "cash_rounding = :rounding, untaxed = :untaxed, tax = :tax, total = :total WHERE id = :id";
constexpr std::string_view updateState =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = :state WHERE id = :id";
constexpr std::string_view updatePosted =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = :state, number = :number, "
    "entry_id = :entry, control_account_id = :account, due_date = :due, rate = :rate WHERE id = :id";
constexpr std::string_view updateCancelled =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = 'cancelled', "
    "cancelled_by_id = :credit WHERE id = :id";
constexpr std::string_view deleteParts[] = {
    "DELETE FROM accounting_invoice_line WHERE invoice_id = :id",
    "DELETE FROM accounting_invoice_tax WHERE invoice_id = :id",
};
constexpr std::string_view deleteInvoice = "DELETE FROM accounting_invoice WHERE id = :id AND number IS NULL";
constexpr std::string_view insertLine =
    "INSERT INTO accounting_invoice_line (invoice_id, position, description, product_id, account_id, quantity, "
    "unit_price, discount_percent, taxes, amount) VALUES (:invoice, :position, :description, :product, :account, "
    ":quantity, :price, :discount, :taxes, :amount)";
constexpr std::string_view insertTax =
    "INSERT INTO accounting_invoice_tax (invoice_id, position, tax_id, name, rate, account_id, base, amount) "
    "VALUES (:invoice, :position, :tax, :name, :rate, :account, :base, :amount)";
constexpr std::string_view invoiceColumns =
    "SELECT id, uuid, version, company_id, type, kind, state, number, reference, description, party_id, invoice_date, "
    "accounting_date, due_date, payment_term_id, currency, discount, discount_on, cash_rounding, untaxed, tax, total, "
    "entry_id, control_account_id, credit_of_id, cancelled_by_id, created_at, updated_at FROM accounting_invoice ";
constexpr std::string_view selectLines =
    "SELECT description, product_id, account_id, quantity, unit_price, discount_percent, taxes, amount "
    "FROM accounting_invoice_line WHERE invoice_id = :id ORDER BY position";
constexpr std::string_view selectTaxes = "SELECT tax_id, name, rate, account_id, base, amount "
                                         "FROM accounting_invoice_tax WHERE invoice_id = :id ORDER BY position";
constexpr std::string_view selectId = "SELECT id FROM accounting_invoice WHERE company_id = :company AND uuid = :uuid";
constexpr std::string_view selectDue =
    "SELECT CAST(COALESCE(SUM(COALESCE(open_currency, open_amount)), 0) AS BIGINT) FROM accounting_line "
    "WHERE entry_id = :entry AND account_id = :account";
constexpr std::string_view selectControlLines =
    "SELECT id FROM accounting_line WHERE entry_id = :entry AND account_id = :account ORDER BY maturity_date, id";
constexpr std::string_view countReference =
    "SELECT COUNT(*) FROM accounting_invoice WHERE company_id = :company AND type = 'in' AND kind = :kind "
    "AND party_id = :party AND reference = :reference AND id <> :id AND state <> 'cancelled'";

std::string_view nameOf(InvoiceType type) { return type == InvoiceType::out ? "out" : "in"; }

std::string_view nameOf(InvoiceKind kind) { return kind == InvoiceKind::invoice ? "invoice" : "credit_note"; }

std::string textIn(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::string() : std::string(row.text(column));
}

} // namespace

std::int64_t InvoiceStore::add(const Invoice& invoice, std::int64_t by) {
    std::int64_t id = 0;
    _database.each(
        insertInvoice,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", invoice.company},
         {"type", nameOf(invoice.type)},
         {"kind", nameOf(invoice.kind)},
         {"reference", invoice.reference},
         {"description", invoice.description},
         {"party", invoice.party},
         {"date", invoice.date},
         {"accounting_date", invoice.accountingDate},
         {"due", invoice.dueDate},
         {"term", invoice.paymentTerm},
         {"currency", invoice.currency},
         {"discount", invoice.discount.amount},
         {"discount_on", invoice.discount.on == DiscountOn::net ? "net" : "grand"},
         {"rounding", invoice.cashRounding},
         {"untaxed", invoice.untaxed},
         {"tax", invoice.tax},
         {"total", invoice.total},
         {"credit_of", invoice.creditOf},
         {"by", by}},
        [&](const Row& row) { id = row.integer(0); }
    );
    addParts(id, invoice);
    return id;
}

void InvoiceStore::change(const Invoice& invoice) {
    _database.execute(
        updateInvoice,
        {{"now", tenon::Clock::now()},
         {"reference", invoice.reference},
         {"description", invoice.description},
         {"party", invoice.party},
         {"date", invoice.date},
         {"accounting_date", invoice.accountingDate},
         {"due", invoice.dueDate},
         {"term", invoice.paymentTerm},
         {"currency", invoice.currency},
         {"discount", invoice.discount.amount},
         {"discount_on", invoice.discount.on == DiscountOn::net ? "net" : "grand"},
         {"rounding", invoice.cashRounding},
         {"untaxed", invoice.untaxed},
         {"tax", invoice.tax},
         {"total", invoice.total},
         {"id", invoice.id}}
    );
    for (const std::string_view statement : deleteParts) {
        _database.execute(statement, {{"id", invoice.id}});
    }
    addParts(invoice.id, invoice);
}

void InvoiceStore::addParts(std::int64_t id, const Invoice& invoice) {
    for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
        const InvoiceLine& line = invoice.lines[i];
        _database.execute(
            insertLine,
            {{"invoice", id},
             {"position", i},
             {"description", line.description},
             {"product", line.product},
             {"account", line.account},
             {"quantity", line.quantity},
             {"price", line.unitPrice},
             {"discount", line.discountPercent},
             {"taxes", boost::json::serialize(jsonOf(line.taxes))},
             {"amount", line.amount}}
        );
    }
    for (std::size_t i = 0; i < invoice.taxes.size(); ++i) {
        const InvoiceTax& tax = invoice.taxes[i];
        _database.execute(
            insertTax,
            {{"invoice", id},
             {"position", i},
             {"tax", tax.tax},
             {"name", tax.name},
             {"rate", tax.rate},
             {"account", tax.account},
             {"base", tax.base},
             {"amount", tax.amount}}
        );
    }
}

void InvoiceStore::setState(std::int64_t id, std::string_view state) {
    _database.execute(updateState, {{"now", tenon::Clock::now()}, {"state", state}, {"id", id}});
}

void InvoiceStore::markPosted(const Invoice& invoice, Decimal rate) {
    _database.execute(
        updatePosted,
        {{"now", tenon::Clock::now()},
         {"state", invoice.state},
         {"number", invoice.number},
         {"entry", invoice.entry},
         {"account", invoice.controlAccount},
         {"due", invoice.dueDate},
         {"rate", rate},
         {"id", invoice.id}}
    );
}

void InvoiceStore::markCancelled(std::int64_t id, std::int64_t creditNote) {
    _database.execute(updateCancelled, {{"now", tenon::Clock::now()}, {"credit", creditNote}, {"id", id}});
}

void InvoiceStore::remove(std::int64_t id) { _database.execute(deleteInvoice, {{"id", id}}); }

std::optional<Invoice> InvoiceStore::first(std::string_view where, std::int64_t company, std::int64_t key) {
    const std::string sql = std::string(invoiceColumns).append(where);
    auto invoice = _database.first(sql, {{"company", company}, {"key", key}}, [&](const Row& row) {
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
        found.digits = _books.companies().currency(found.currency).digits;
        found.discount = {found.amount(row.integer(16)), row.text(17) == "net" ? DiscountOn::net : DiscountOn::grand};
        found.cashRounding = found.amount(row.integer(18));
        found.untaxed = found.amount(row.integer(19));
        found.tax = found.amount(row.integer(20));
        found.total = found.amount(row.integer(21));
        found.entry = row.get<std::optional<std::int64_t>>(22);
        found.controlAccount = row.get<std::optional<std::int64_t>>(23);
        found.creditOf = row.get<std::optional<std::int64_t>>(24);
        found.cancelledBy = row.get<std::optional<std::int64_t>>(25);
        found.createdAt = row.text(26);
        found.updatedAt = row.text(27);
        return found;
    });
    if (invoice) {
        readParts(*invoice);
    }
    return invoice;
}

void InvoiceStore::readParts(Invoice& invoice) {
    invoice.lines = _database.rows(selectLines, {{"id", invoice.id}}, [&](const Row& row) {
        InvoiceLine line{.description = row.get<std::string>(0)};
        line.product = row.get<std::optional<std::int64_t>>(1);
        line.account = row.get<std::optional<std::int64_t>>(2);
        line.quantity = {row.integer(3), quantityDigits};
        line.unitPrice = {row.integer(4), priceDigits};
        line.discountPercent = {row.integer(5), percentDigits};
        line.taxes = appliedTaxes(row.text(6));
        line.amount = invoice.amount(row.integer(7));
        return line;
    });
    invoice.taxes = _database.rows(selectTaxes, {{"id", invoice.id}}, [&](const Row& row) {
        InvoiceTax tax{.tax = row.get<std::optional<std::int64_t>>(0)};
        tax.name = row.text(1);
        tax.rate = {row.integer(2), percentDigits};
        tax.account = row.get<std::optional<std::int64_t>>(3);
        tax.base = invoice.amount(row.integer(4));
        tax.amount = invoice.amount(row.integer(5));
        return tax;
    });
}

std::optional<Invoice> InvoiceStore::read(std::int64_t company, std::int64_t id) {
    return first("WHERE company_id = :company AND id = :key", company, id);
}

std::optional<Invoice> InvoiceStore::ofEntry(std::int64_t company, std::int64_t entry) {
    return first("WHERE company_id = :company AND entry_id = :key", company, entry);
}

std::optional<std::int64_t> InvoiceStore::idOf(std::int64_t company, std::string_view uuid) {
    return _database.value<std::int64_t>(selectId, {{"company", company}, {"uuid", uuid}});
}

Decimal InvoiceStore::amountDue(const Invoice& invoice) {
    if (!invoice.entry || !invoice.controlAccount) {
        return invoice.total;
    }
    const Decimal open = invoice.amount(
        _database.value<std::int64_t>(
                     selectDue, {{"entry", *invoice.entry}, {"account", *invoice.controlAccount}}
        ).value_or(0)
    );
    return invoice.isDebit() ? open : -open;
}

std::vector<std::int64_t> InvoiceStore::controlLines(const Invoice& invoice) {
    return _database.rows(
        selectControlLines,
        {{"entry", invoice.entry}, {"account", invoice.controlAccount}},
        [](const Row& row) { return row.integer(0); }
    );
}

bool InvoiceStore::hasSupplierReference(const Invoice& invoice) {
    return _database
               .value<std::int64_t>(
                   countReference,
                   {{"company", invoice.company},
                    {"kind", nameOf(invoice.kind)},
                    {"party", invoice.party},
                    {"reference", invoice.reference},
                    {"id", invoice.id}}
               )
               .value_or(0)
           > 0;
}

} // namespace accounting
