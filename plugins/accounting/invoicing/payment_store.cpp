#include "payment_store.h"

#include <tenon/among.h>
#include <tenon/random.h>

#include <map>

namespace accounting {

namespace {

using tenon::Row;

constexpr std::string_view insertPayment =
    "INSERT INTO accounting_payment (uuid, version, created_at, updated_at, company_id, type, state, party_id, "
    "journal_id, invoice_id, date, currency, amount, mode, reference, external_reference, created_by) VALUES (:uuid, "
    "1, "
    ":now, :now, :company, :type, 'draft', :party, :journal, :invoice, :date, :currency, :amount, :mode, :reference, "
    ":external, :by) RETURNING id";
constexpr std::string_view insertShare =
    "INSERT INTO accounting_payment_share (payment_id, invoice_id, amount) VALUES (:payment, :invoice, :amount)";
constexpr std::string_view updateState =
    "UPDATE accounting_payment SET version = version + 1, updated_at = :now, state = :state WHERE id = :id";
constexpr std::string_view updateApproved = "UPDATE accounting_payment SET approved_by = :by WHERE id = :id";
constexpr std::string_view updatePosted =
    "UPDATE accounting_payment SET number = :number, entry_id = :entry WHERE id = :id";
constexpr std::string_view deletePayment = "DELETE FROM accounting_payment WHERE id = :id AND state = 'draft'";
constexpr std::string_view selectPayments =
    "SELECT p.id, p.uuid, p.version, p.company_id, p.type, p.state, p.party_id, p.journal_id, j.code, j.account_id, "
    "p.invoice_id, p.date, p.currency, p.amount, p.mode, p.reference, p.external_reference, p.number, p.entry_id, "
    "p.created_by, p.created_at, p.updated_at, COUNT(*) OVER () FROM accounting_payment p "
    "JOIN accounting_journal j ON j.id = p.journal_id ";
constexpr std::string_view ofPage =
    "WHERE p.company_id = :company AND (CAST(:state AS TEXT) = '' OR p.state = :state) "
    "AND (CAST(:type AS TEXT) = '' OR p.type = :type) AND (:party = 0 OR p.party_id = :party) "
    "AND (:invoice = 0 OR p.invoice_id = :invoice OR EXISTS (SELECT 1 FROM accounting_payment_share s "
    "WHERE s.payment_id = p.id AND s.invoice_id = :invoice)) "
    "ORDER BY p.date DESC, p.id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view selectShares = "SELECT payment_id, invoice_id, amount FROM accounting_payment_share WHERE ";

std::string textIn(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::string() : std::string(row.text(column));
}

Payment paymentIn(const Row& row) {
    Payment found{.id = row.integer(0)};
    found.uuid = row.text(1);
    found.version = row.integer(2);
    found.company = row.integer(3);
    found.isIncoming = row.text(4) == "in";
    found.state = row.text(5);
    found.party = row.integer(6);
    found.journal = row.integer(7);
    found.journalCode = row.text(8);
    found.journalAccount = row.get<std::optional<std::int64_t>>(9);
    found.invoice = row.get<std::optional<std::int64_t>>(10);
    found.date = row.get<tenon::Date>(11);
    found.currency = row.text(12);
    found.mode = paymentModeOf(row.text(14));
    found.reference = row.text(15);
    found.externalReference = textIn(row, 16);
    found.number = textIn(row, 17);
    found.entry = row.get<std::optional<std::int64_t>>(18);
    found.createdBy = row.integer(19);
    found.createdAt = row.text(20);
    found.updatedAt = row.text(21);
    return found;
}

} // namespace

std::int64_t PaymentStore::add(const Payment& payment) {
    std::int64_t id = 0;
    const auto external = payment.externalReference.empty() ? std::nullopt : std::optional(payment.externalReference);
    _database.each(
        insertPayment,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", payment.company},
         {"type", payment.isIncoming ? "in" : "out"},
         {"party", payment.party},
         {"journal", payment.journal},
         {"invoice", payment.invoice},
         {"date", payment.date},
         {"currency", payment.currency},
         {"amount", payment.amount},
         {"mode", nameOf(payment.mode)},
         {"reference", payment.reference},
         {"external", external},
         {"by", payment.createdBy}},
        [&](const Row& row) { id = row.integer(0); }
    );
    for (const PaymentShare& share : payment.shares) {
        _database.execute(insertShare, {{"payment", id}, {"invoice", share.invoice}, {"amount", share.amount}});
    }
    return id;
}

void PaymentStore::setState(std::int64_t id, std::string_view state) {
    _database.execute(updateState, {{"now", tenon::Clock::now()}, {"state", state}, {"id", id}});
}

void PaymentStore::markApproved(std::int64_t id, std::int64_t by) {
    _database.execute(updateApproved, {{"by", by}, {"id", id}});
}

void PaymentStore::markPosted(std::int64_t id, std::string_view number, std::int64_t entry) {
    _database.execute(updatePosted, {{"number", number}, {"entry", entry}, {"id", id}});
}

void PaymentStore::remove(std::int64_t id) { _database.execute(deletePayment, {{"id", id}}); }

PaymentPage PaymentStore::find(std::string_view where, tenon::Params params) {
    std::map<std::string, int> digits;
    PaymentPage page;
    _database.run(std::string(selectPayments).append(where), params, [&](const Row& row) {
        Payment& payment = page.payments.emplace_back(paymentIn(row));
        const auto [known, isNew] = digits.try_emplace(payment.currency, 0);
        if (isNew) {
            known->second = _books.companies().currency(payment.currency).digits;
        }
        payment.digits = known->second;
        payment.amount = {row.integer(13), payment.digits};
        page.total = row.integer(22);
    });
    readShares(page.payments);
    return page;
}

void PaymentStore::readShares(std::vector<Payment>& payments) {
    std::map<std::int64_t, Payment*> byId;
    std::vector<std::int64_t> ids;
    for (Payment& payment : payments) {
        if (!payment.invoice) {
            byId[payment.id] = &payment;
            ids.push_back(payment.id);
        }
    }
    if (ids.empty()) {
        return;
    }
    const tenon::Condition theirs = tenon::among("payment_id", ids);
    const std::string sql = std::string(selectShares).append(theirs.sql).append(" ORDER BY payment_id, invoice_id");
    _database.run(sql, theirs.params(), [&](const Row& row) {
        Payment& payment = *byId.at(row.integer(0));
        payment.shares.push_back({row.integer(1), {row.integer(2), payment.digits}});
    });
}

std::optional<Payment> PaymentStore::read(std::int64_t company, std::int64_t id) {
    const tenon::Param params[] = {{"company", company}, {"id", id}};
    PaymentPage found = find("WHERE p.company_id = :company AND p.id = :id", params);
    return found.payments.empty() ? std::nullopt : std::optional(std::move(found.payments.front()));
}

std::optional<Payment>
PaymentStore::known(std::int64_t company, std::int64_t journal, std::string_view externalReference) {
    const tenon::Param params[] = {{"company", company}, {"journal", journal}, {"external", externalReference}};
    PaymentPage found =
        find("WHERE p.company_id = :company AND p.journal_id = :journal AND p.external_reference = :external", params);
    return found.payments.empty() ? std::nullopt : std::optional(std::move(found.payments.front()));
}

PaymentPage PaymentStore::page(const PaymentFilter& filter, const tenon::Paging& paging) {
    const tenon::Param params[] = {
        {"company", filter.company},
        {"state", filter.state},
        {"type", filter.type},
        {"party", filter.party},
        {"invoice", filter.invoice},
        {"limit", paging.size},
        {"offset", paging.offset},
    };
    return find(ofPage, params);
}

} // namespace accounting
