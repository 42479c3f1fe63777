#include "payments.h"

#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"

#include <tenon/random.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::Row;
using tenon::textAt;

constexpr std::string_view insertPayment = "INSERT INTO accounting_payment (uuid, version, created_at, updated_at, "
                                           "company_id, type, state, party_id, journal_id, "
                                           "invoice_id, date, currency, amount, mode, reference, external_reference, "
                                           "created_by) VALUES (:uuid, 1, :now, :now, "
                                           ":company, :type, 'draft', :party, :journal, :invoice, :date, :currency, "
                                           ":amount, :mode, :reference, :external, :by) "
                                           "RETURNING id";
constexpr std::string_view selectPayment =
    "SELECT p.id, p.uuid, p.version, p.type, p.state, p.party_id, p.journal_id, j.code, j.account_id, p.invoice_id, "
    "p.date, "
    "p.currency, p.amount, p.mode, p.reference, p.external_reference, p.number, p.entry_id, p.created_by, "
    "p.created_at, "
    "p.updated_at FROM accounting_payment p JOIN accounting_journal j ON j.id = p.journal_id "
    "WHERE p.id = :id AND p.company_id = :company";
constexpr std::string_view selectExternal =
    "SELECT id FROM accounting_payment WHERE company_id = :company AND journal_id = :journal "
    "AND external_reference = :external";
constexpr std::string_view updateState =
    "UPDATE accounting_payment SET version = version + 1, updated_at = :now, state = :state WHERE id = :id";
constexpr std::string_view updateApproved = "UPDATE accounting_payment SET approved_by = :by WHERE id = :id";

std::string_view nameOf(PaymentMode mode) {
    return mode == PaymentMode::writeOff ? "write_off" : mode == PaymentMode::keepCredit ? "keep_credit" : "exact";
}

PaymentMode modeOf(std::string_view name) {
    return name == "write_off"     ? PaymentMode::writeOff
           : name == "keep_credit" ? PaymentMode::keepCredit
                                   : PaymentMode::exact;
}

struct Transition {
    std::vector<std::string_view> from;
    std::string_view to;
    std::string_view audited;
};

Transition transitionOf(Payments::Action action) {
    using Action = Payments::Action;
    switch (action) {
    case Action::approve:
        return {{"draft"}, "approved", "accounting.payment.approved"};
    case Action::process:
        return {{"approved"}, "processing", "accounting.payment.processed"};
    case Action::succeed:
        return {{"draft", "approved", "processing"}, "succeeded", "accounting.payment.succeeded"};
    case Action::fail:
        return {{"approved", "processing"}, "failed", "accounting.payment.failed"};
    case Action::refund:
        break;
    }
    return {{"succeeded"}, "refunded", "accounting.payment.refunded"};
}

std::string storedText(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::string() : std::string(row.text(column));
}

} // namespace

tenon::Fields paymentMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        choice("type", {"in", "out"}).help("in: received (the usual), out: paid; an invoice tells by itself"),
        ref("invoice", "accounting_invoice").also("invoice_id"),
        ref("party", "parties_party").also("party_id").also("customer").also("customer_id").also("supplier"),
        decimal("amount", sentDigits).required().example("120.00"),
        date("date").also("payment_date"),
        text("currency", 3),
        text("journal", 20).also("method").help("Code of a cash or bank journal; CASH unless told otherwise"),
        choice("mode", {"exact", "write_off", "keep_credit"}),
        text("reference", 80),
        text("external_reference", 120).help("The gateway's own number: a payment is stored once under it"),
        choice("state", {"draft", "approved", "succeeded"}).help("succeeded: posts the payment at once"),
    };
}

Payment Payments::existing(std::int64_t company, std::int64_t id) {
    auto payment = _app.database().first(selectPayment, {{"id", id}, {"company", company}}, [&](const Row& row) {
        Payment found{.id = row.integer(0)};
        found.uuid = row.text(1);
        found.version = row.integer(2);
        found.company = company;
        found.isIncoming = row.text(3) == "in";
        found.state = row.text(4);
        found.party = row.integer(5);
        found.journal = row.integer(6);
        found.journalCode = row.text(7);
        found.journalAccount = row.get<std::optional<std::int64_t>>(8);
        found.invoice = row.get<std::optional<std::int64_t>>(9);
        found.date = row.get<Date>(10);
        found.currency = row.text(11);
        found.digits = _ledger.digitsOf(found.currency);
        found.amount = {row.integer(12), found.digits};
        found.mode = modeOf(row.text(13));
        found.reference = row.text(14);
        found.externalReference = storedText(row, 15);
        found.number = storedText(row, 16);
        found.entry = row.get<std::optional<std::int64_t>>(17);
        found.createdBy = row.integer(18);
        found.createdAt = row.text(19);
        found.updatedAt = row.text(20);
        return found;
    });
    if (!payment) {
        throw tenon::NotFound("There is no such payment.");
    }
    return std::move(*payment);
}

JsonObject Payments::jsonOf(const Payment& payment) {
    return {
        {"id", payment.id},
        {"uuid", payment.uuid},
        {"company_id", payment.company},
        {"type", payment.isIncoming ? "in" : "out"},
        {"state", payment.state},
        {"number", textOrNull(payment.number)},
        {"party_id", payment.party},
        {"invoice_id", orNull(payment.invoice)},
        {"journal", payment.journalCode},
        {"date", payment.date.text()},
        {"currency", payment.currency},
        {"amount", payment.amount.text()},
        {"mode", nameOf(payment.mode)},
        {"reference", payment.reference},
        {"external_reference", textOrNull(payment.externalReference)},
        {"entry_id", orNull(payment.entry)},
        {"version", payment.version},
        {"created_at", payment.createdAt},
        {"updated_at", payment.updatedAt},
    };
}

JsonObject Payments::read(std::int64_t company, std::int64_t payment) { return jsonOf(existing(company, payment)); }

Payment Payments::paymentOf(const tenon::Caller& caller, const Book& book, const JsonObject& body) {
    Payment payment{.company = book.company.id, .createdBy = caller.id()};
    payment.currency = book.company.currency.code;
    payment.isIncoming = textAt(body, "type") != "out";
    if (const Json* key = body.if_contains("invoice"); key != nullptr && !key->is_null()) {
        const auto id = key->is_int64() ? std::optional(key->get_int64())
                                        : _invoices.store().idOf(book.company.id, tenon::textOf(key->as_string()));
        const auto invoice = id ? _invoices.store().read(book.company.id, *id) : std::nullopt;
        if (!invoice || !invoice->party) {
            throw tenon::Invalid("invoice", "There is no such invoice.");
        }
        payment.invoice = invoice->id;
        payment.party = *invoice->party;
        payment.currency = invoice->currency;
        payment.isIncoming = invoice->isDebit();
    } else if (const Json* party = body.if_contains("party"); party != nullptr && !party->is_null()) {
        payment.party = _invoices.parties().referred(book.company.id, *party, "party").id;
    } else {
        throw tenon::Invalid("party", "Name an invoice or a party.");
    }
    const auto currency = _books.companies().currency(textAt(body, "currency", payment.currency), "currency");
    if (payment.invoice && currency.code != payment.currency) {
        throw tenon::Invalid("currency", "Must be that of the invoice.");
    }
    payment.currency = currency.code;
    payment.digits = currency.digits;
    payment.amount = amountAt(body, "amount", payment.digits, "amount").value();
    if (!tenon::isPositive(payment.amount)) {
        throw tenon::Invalid("amount", "Must be greater than zero.");
    }
    payment.date = Date::parse(textAt(body, "date")).value_or(_books.companies().today(book.company));
    payment.journalCode = textAt(body, "journal", "CASH");
    payment.journal = _ledger.store().journal(book.company.id, payment.journalCode);
    payment.mode = modeOf(textAt(body, "mode"));
    payment.reference = textAt(body, "reference");
    payment.externalReference = textAt(body, "external_reference");
    return payment;
}

std::int64_t Payments::store(const Payment& payment) {
    std::int64_t id = 0;
    const auto external = payment.externalReference.empty() ? std::nullopt : std::optional(payment.externalReference);
    _app.database().each(
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
    return id;
}

JsonObject Payments::add(const tenon::Caller& caller, std::int64_t company, const JsonObject& body) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Payment payment = paymentOf(caller, book, body);
        if (!payment.externalReference.empty()) {
            const auto known = _app.database().value<std::int64_t>(
                selectExternal,
                {{"company", company}, {"journal", payment.journal}, {"external", payment.externalReference}}
            );
            if (known) {
                return read(company, *known);
            }
        }
        const std::int64_t id = store(payment);
        _app.audit().record(
            caller,
            {.action = "accounting.payment.added",
             .model = "accounting_payment",
             .record = std::to_string(id),
             .before = nullptr,
             .after = jsonOf(existing(company, id)),
             .reason = {}}
        );
        const std::string_view state = textAt(body, "state");
        if (state == "approved") {
            return act(caller, company, id, Action::approve, {});
        }
        return state == "succeeded" ? act(caller, company, id, Action::succeed, {}) : read(company, id);
    });
}

JsonObject Payments::act(
    const tenon::Caller& caller, std::int64_t company, std::int64_t id, Action action, std::string_view reason
) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Payment payment = existing(company, id);
        const Transition transition = transitionOf(action);
        if (std::ranges::find(transition.from, payment.state) == transition.from.end()) {
            throw wrongState(payment.state, tenon::JsonArray(transition.from.begin(), transition.from.end()));
        }
        _app.database().execute(updateState, {{"now", tenon::Clock::now()}, {"state", transition.to}, {"id", id}});
        if (action == Action::approve) {
            _app.database().execute(updateApproved, {{"by", caller.id()}, {"id", id}});
        } else if (action == Action::succeed) {
            succeed(caller, book, payment);
        } else if (action == Action::refund) {
            refund(caller, book, payment, reason);
        }
        const Payment after = existing(company, id);
        _app.audit().record(
            caller,
            {.action = transition.audited,
             .model = "accounting_payment",
             .record = std::to_string(id),
             .before = jsonOf(payment),
             .after = jsonOf(after),
             .reason = std::string(reason)}
        );
        return jsonOf(after);
    });
}

} // namespace accounting
