#include "payments.h"

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"
#include "rules/money_rules.h"

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
constexpr std::string_view updatePosted =
    "UPDATE accounting_payment SET number = :number, entry_id = :entry WHERE id = :id";

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

[[noreturn]] void refuseExcess(Decimal due, Decimal amount) {
    throw tenon::Conflict(
        "PAYMENT_EXCEEDS_DUE",
        "The payment is more than what is due.",
        {{"amount_due", due.text()}, {"amount", amount.text()}}
    );
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

/// What the payment settles of one invoice, at most `left`.
Payments::Part Payments::ofInvoice(const Payment& payment, std::int64_t id, Decimal& left) {
    const Invoice invoice = _invoices.existing(payment.company, id);
    if (!invoice.entry || invoice.state == "cancelled") {
        throw wrongState(invoice.state, {"posted"});
    }
    const Decimal open = _invoices.store().amountDue(invoice);
    const Decimal due = tenon::isNegative(open) ? Decimal(0, payment.digits) : open;
    const Decimal part = tenon::compare(left, due) < 0 ? left : due;
    left -= part;
    return {*invoice.controlAccount, part, _invoices.store().controlLines(invoice)};
}

std::vector<Payments::Part> Payments::partsOf(const Book& book, const Payment& payment) {
    std::vector<Part> parts;
    Decimal left = payment.amount;
    Decimal due(0, payment.digits);
    if (payment.invoice) {
        parts.push_back(ofInvoice(payment, *payment.invoice, left));
    } else {
        const auto type = payment.isIncoming ? InvoiceType::out : InvoiceType::in;
        const std::int64_t account = _invoices.controlAccount(book.company.id, payment.party, type);
        const std::string& own = book.company.currency.code;
        Part part{.account = account, .amount = due, .settles = {}};
        for (const SettledLine& line : _ledger.reconciliation().openLines(book, account, payment.party)) {
            const bool isSame = (line.currency.empty() ? own : line.currency) == payment.currency;
            const Decimal open = line.currency.empty() ? line.open : line.openCurrency;
            if (!isSame || tenon::isNegative(open) == payment.isIncoming) {
                continue;
            }
            const Decimal size = tenon::absolute(open);
            const Decimal taken = tenon::compare(left, size) < 0 ? left : size;
            part.amount += taken;
            left -= taken;
            part.settles.push_back(line.id);
        }
        if (tenon::isPositive(part.amount)) {
            parts.push_back(std::move(part));
        }
    }
    std::erase_if(parts, [](const Part& part) { return !tenon::isPositive(part.amount); });
    if (tenon::isZero(left)) {
        return parts;
    }
    due = payment.amount - left;
    if (payment.mode == PaymentMode::keepCredit) {
        const std::string_view purpose = payment.isIncoming ? "customer_deposits" : "supplier_advances";
        parts.push_back({defaultAccount(_app.database(), book.company.id, purpose), left, {}});
    } else if (payment.mode == PaymentMode::writeOff && !parts.empty()) {
        parts.back().amount += left; // the excess is written off afterwards
    } else {
        refuseExcess(due, payment.amount);
    }
    return parts;
}

void Payments::succeed(const tenon::Caller& caller, const Book& book, const Payment& payment) {
    const std::vector<Part> parts = partsOf(book, payment);
    const bool isForeign = payment.currency != book.company.currency.code;
    const Decimal rate = _ledger.rate(book.company.id, payment.currency, payment.date);
    const auto inCompany = [&](Decimal amount) {
        return isForeign ? inCompanyCurrency(amount, rate, book.digits()) : amount;
    };
    const Decimal sign(payment.isIncoming ? 1 : -1, 0);
    const auto lineOf = [&](std::int64_t account, Decimal amount, Decimal balance) {
        EntryLine line = entryLine(account, tenon::product(balance, sign, book.digits()));
        if (isForeign) {
            line.currency = payment.currency;
            line.amountCurrency = tenon::product(amount, sign, payment.digits);
        }
        return line;
    };
    const std::string_view purpose = payment.journalCode == "CASH" ? "cash" : "bank";
    const std::int64_t money =
        payment.journalAccount ? *payment.journalAccount : defaultAccount(_app.database(), book.company.id, purpose);
    NewEntry entry{
        .company = book.company.id,
        .journal = payment.journalCode,
        .date = payment.date,
        .description = payment.isIncoming ? "Payment received" : "Payment made",
        .reference = payment.reference,
        .sourceModel = "accounting_payment",
        .sourceId = std::to_string(payment.id),
        .lines = {},
    };
    const Decimal whole = inCompany(payment.amount);
    entry.lines.push_back(lineOf(money, payment.amount, whole));
    Decimal left = whole;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Decimal part = i + 1 < parts.size() ? inCompany(parts[i].amount) : left;
        left -= part;
        EntryLine line = lineOf(parts[i].account, -parts[i].amount, -part);
        line.party = payment.party;
        entry.lines.push_back(std::move(line));
    }
    const PostedEntry posted = _ledger.postIn(caller, book, std::move(entry));
    _app.database().execute(updatePosted, {{"number", posted.number}, {"entry", posted.id}, {"id", payment.id}});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].settles.empty()) {
            std::vector<std::int64_t> lines = parts[i].settles;
            lines.push_back(posted.lines[i + 1]);
            _ledger.reconciliation().settle(caller, book, lines);
        }
    }
    if (payment.mode == PaymentMode::writeOff && payment.invoice) {
        writeOff(caller, book, payment);
    }
}

/// Gives up what the invoice and the payment leave open.
void Payments::writeOff(const tenon::Caller& caller, const Book& book, const Payment& payment) {
    const Invoice invoice = _invoices.existing(book.company.id, *payment.invoice);
    const Payment posted = existing(book.company.id, payment.id);
    std::vector<std::int64_t> lines = _invoices.store().controlLines(invoice);
    const std::vector<std::int64_t> own = _ledger.store().lineIds(*posted.entry);
    lines.insert(lines.end(), own.begin(), own.end());
    std::vector<std::int64_t> open;
    for (const SettledLine& line : _ledger.reconciliation().read(book, lines)) {
        if (!tenon::isZero(line.open) && line.account == invoice.controlAccount) {
            open.push_back(line.id);
        }
    }
    if (!open.empty()) {
        const std::int64_t account = defaultAccount(_app.database(), book.company.id, "write_off");
        static_cast<void>(_ledger.reconciliation().reconcile(
            caller, book, open, Reconciliation::WriteOff{account, payment.date, "Written off"}
        ));
    }
}

void Payments::refund(const tenon::Caller& caller, const Book& book, const Payment& payment, std::string_view reason) {
    _ledger.reconciliation().release(caller, book, _ledger.store().lineIds(*payment.entry));
    static_cast<void>(_ledger.reverseIn(
        caller,
        book,
        _ledger.head(book.company.id, *payment.entry),
        std::nullopt,
        reason.empty() ? "Refund of " + payment.number : std::string(reason)
    ));
}

JsonObject Payments::applyAdvance(
    const tenon::Caller& caller, std::int64_t company, std::int64_t id, std::optional<Decimal> most
) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Invoice invoice = _invoices.existing(company, id);
        if (invoice.state != "posted") {
            throw wrongState(invoice.state, {"posted"});
        }
        if (invoice.currency != book.company.currency.code) {
            throw tenon::Invalid("An advance is moved in the company's currency.");
        }
        const std::string_view purpose = invoice.isDebit() ? "customer_deposits" : "supplier_advances";
        const std::int64_t account = defaultAccount(_app.database(), company, purpose);
        std::vector<std::int64_t> advances;
        Decimal available = book.zero();
        for (const SettledLine& line : _ledger.reconciliation().openLines(book, account, *invoice.party)) {
            if (line.currency.empty() && tenon::isNegative(line.open) == invoice.isDebit()) {
                available += tenon::absolute(line.open);
                advances.push_back(line.id);
            }
        }
        Decimal amount = std::min(_invoices.store().amountDue(invoice), available, [](Decimal a, Decimal b) {
            return tenon::compare(a, b) < 0;
        });
        if (most && tenon::compare(*most, amount) < 0) {
            amount = precise(*most, book.digits(), "amount");
        }
        if (!tenon::isPositive(amount)) {
            throw tenon::Conflict("NOTHING_TO_SETTLE", "There is no advance of this party, or nothing is due.");
        }
        const Decimal balance = invoice.isDebit() ? amount : -amount;
        NewEntry entry{.company = company, .journal = "GEN", .date = _books.companies().today(book.company)};
        entry.date = std::max(entry.date, invoice.date);
        entry.description = "Advance for " + invoice.number;
        entry.lines = {entryLine(account, balance), entryLine(*invoice.controlAccount, -balance)};
        for (EntryLine& line : entry.lines) {
            line.party = invoice.party;
        }
        const PostedEntry posted = _ledger.postIn(caller, book, std::move(entry));
        advances.push_back(posted.lines[0]);
        std::vector<std::int64_t> due = _invoices.store().controlLines(invoice);
        due.push_back(posted.lines[1]);
        _ledger.reconciliation().settle(caller, book, advances);
        _ledger.reconciliation().settle(caller, book, due);
        return _invoices.read(company, id);
    });
}

} // namespace accounting
