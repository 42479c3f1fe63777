#include "payments.h"

#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"
#include "rules/money_rules.h"

#include <tenon/arithmetic.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

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

constexpr int mostShares = 200;

/// The amounts of the allocations, which are all of the payment unless the rest of it is kept.
void readShares(const JsonObject& body, Payment& payment) {
    Decimal sum(0, payment.digits);
    for (std::size_t i = 0; i < payment.shares.size(); ++i) {
        const std::string place = "allocations." + std::to_string(i) + ".amount";
        const JsonObject& share = body.at("allocations").as_array()[i].as_object();
        payment.shares[i].amount = amountAt(share, "amount", payment.digits, place).value();
        if (!tenon::isPositive(payment.shares[i].amount)) {
            throw tenon::Invalid(place, "Must be greater than zero.");
        }
        for (std::size_t other = 0; other < i; ++other) {
            if (payment.shares[other].invoice == payment.shares[i].invoice) {
                throw tenon::Invalid("allocations", "Name each invoice once.");
            }
        }
        sum += payment.shares[i].amount;
    }
    const auto order = tenon::compare(sum, payment.amount);
    const bool isKept = payment.mode == PaymentMode::keepCredit && order < 0;
    if (!payment.shares.empty() && order != 0 && !isKept) {
        throw tenon::Invalid("allocations", "The allocations do not sum to the payment.");
    }
}

/// A gateway's reference stands for one payment.
void requireSame(const Payment& known, const Payment& sent) {
    const bool isSame = known.party == sent.party && known.amount == sent.amount && known.currency == sent.currency
                        && known.isIncoming == sent.isIncoming;
    if (!isSame) {
        throw tenon::Conflict("DUPLICATE", "There is another payment with this reference.", {{"payment_id", known.id}});
    }
}

} // namespace

tenon::Fields paymentMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        choice("type", {"in", "out"}).help("in: received (the usual), out: paid; an invoice tells by itself"),
        ref("invoice", "accounting_invoice").also("invoice_id"),
        list(
            "allocations",
            object(
                "",
                {ref("invoice", "accounting_invoice").also("invoice_id").required(),
                 decimal("amount", sentDigits).required()}
            )
        )
            .max(mostShares)
            .help("What of it is meant for which invoices; without, the oldest are settled first"),
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
    auto payment = _store.read(company, id);
    if (!payment) {
        throw tenon::NotFound("There is no such payment.");
    }
    return std::move(*payment);
}

JsonObject Payments::jsonOf(const Payment& payment) {
    tenon::JsonArray shares;
    for (const PaymentShare& share : payment.shares) {
        shares.push_back({{"invoice_id", share.invoice}, {"amount", share.amount.text()}});
    }
    return {
        {"id", payment.id},
        {"uuid", payment.uuid},
        {"company_id", payment.company},
        {"type", payment.isIncoming ? "in" : "out"},
        {"state", payment.state},
        {"number", textOrNull(payment.number)},
        {"party_id", payment.party},
        {"invoice_id", orNull(payment.invoice)},
        {"allocations", std::move(shares)},
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

tenon::Page Payments::page(const PaymentFilter& filter, const tenon::Paging& paging) {
    const PaymentPage found = _store.page(filter, paging);
    tenon::Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Payment& payment : found.payments) {
        page.items.push_back(jsonOf(payment));
    }
    return page;
}

/// The invoice that `key` names, which tells whose the payment is, its direction and its currency.
void Payments::addInvoice(const Book& book, const Json& key, std::string_view field, Payment& payment) {
    const auto id = key.is_int64() ? std::optional(key.get_int64())
                                   : _invoices.store().idOf(book.company.id, tenon::textOf(key.as_string()));
    const auto invoice = id ? _invoices.store().read(book.company.id, *id) : std::nullopt;
    if (!invoice || !invoice->party) {
        throw tenon::Invalid(std::string(field), "There is no such invoice.");
    }
    const bool isFirst = payment.party == 0;
    const bool isAlike = payment.party == *invoice->party && payment.currency == invoice->currency
                         && payment.isIncoming == invoice->isDebit();
    if (!isFirst && !isAlike) {
        throw tenon::Invalid(std::string(field), "The invoices of a payment have one party, currency and direction.");
    }
    payment.party = *invoice->party;
    payment.currency = invoice->currency;
    payment.isIncoming = invoice->isDebit();
    payment.shares.push_back({invoice->id, {}});
}

void Payments::readInvoices(const Book& book, const JsonObject& body, Payment& payment) {
    const auto sent = [&](std::string_view name) {
        const Json* found = body.if_contains(name);
        return found != nullptr && !found->is_null() ? found : nullptr;
    };
    const Json* parts = sent("allocations");
    if (const Json* key = sent("invoice")) {
        if (parts != nullptr) {
            throw tenon::Invalid("allocations", "Name one invoice or allocations, not both.");
        }
        addInvoice(book, *key, "invoice", payment);
        payment.invoice = payment.shares.front().invoice;
        payment.shares.clear();
    } else if (parts != nullptr && !parts->as_array().empty()) {
        for (std::size_t i = 0; i < parts->as_array().size(); ++i) {
            const std::string place = "allocations." + std::to_string(i) + ".invoice";
            addInvoice(book, parts->as_array()[i].as_object().at("invoice"), place, payment);
        }
    } else if (const Json* party = sent("party")) {
        payment.party = _invoices.parties().referred(book.company.id, *party, "party").id;
        return;
    } else {
        throw tenon::Invalid("party", "Name an invoice or a party.");
    }
    if (sent("type") != nullptr && (textAt(body, "type") == "in") != payment.isIncoming) {
        throw tenon::Invalid("type", "The invoice is paid the other way.");
    }
}

Payment Payments::paymentOf(const tenon::Caller& caller, const Book& book, const JsonObject& body) {
    Payment payment{.company = book.company.id, .createdBy = caller.id()};
    payment.currency = book.company.currency.code;
    payment.isIncoming = textAt(body, "type") != "out";
    readInvoices(book, body, payment);
    const auto currency = _books.companies().currency(textAt(body, "currency", payment.currency), "currency");
    if ((payment.invoice || !payment.shares.empty()) && currency.code != payment.currency) {
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
    payment.journal = _ledger.store().moneyJournal(book.company.id, payment.journalCode);
    payment.mode = paymentModeOf(textAt(body, "mode"));
    if (payment.mode == PaymentMode::writeOff && !payment.invoice) {
        throw tenon::Invalid("mode", "Name the invoice whose difference is written off.");
    }
    payment.reference = textAt(body, "reference");
    payment.externalReference = textAt(body, "external_reference");
    readShares(body, payment);
    return payment;
}

JsonObject Payments::add(const tenon::Caller& caller, std::int64_t company, const JsonObject& body, Origin origin) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Payment payment = paymentOf(caller, book, body);
        if (!payment.externalReference.empty()) {
            if (const auto known = _store.known(company, payment.journal, payment.externalReference)) {
                requireSame(*known, payment);
                return jsonOf(*known);
            }
        }
        const std::int64_t id = _store.add(payment);
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
            return act(caller, company, id, Action::approve, {}, origin);
        }
        return state == "succeeded" ? act(caller, company, id, Action::succeed, {}, origin) : read(company, id);
    });
}

Decimal Payments::inCompany(const Book& book, const Payment& payment, Decimal amount) {
    return payment.currency == book.company.currency.code
               ? amount
               : inCompanyCurrency(
                   amount, _ledger.rate(book.company.id, payment.currency, payment.date), book.digits()
               );
}

/// Who enters a large payment does not approve it, and what is paid out is approved before.
void Payments::requireApproval(const tenon::Caller& caller, const Book& book, const Payment& payment, Action action) {
    if (!book.paymentApprovalLimit
        || tenon::compare(inCompany(book, payment, payment.amount), *book.paymentApprovalLimit) <= 0) {
        return;
    }
    if (action == Action::approve && caller.id() == payment.createdBy) {
        throw tenon::Forbidden("SELF_APPROVAL", "Somebody else approves a payment that large.");
    }
    if (action == Action::succeed && payment.state == "draft" && !payment.isIncoming) {
        throw wrongState(payment.state, {"approved", "processing"});
    }
}

JsonObject Payments::act(
    const tenon::Caller& caller,
    std::int64_t company,
    std::int64_t id,
    Action action,
    std::string_view reason,
    Origin origin
) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Payment payment = existing(company, id);
        const Transition transition = transitionOf(action);
        if (std::ranges::find(transition.from, payment.state) == transition.from.end()) {
            throw wrongState(payment.state, tenon::JsonArray(transition.from.begin(), transition.from.end()));
        }
        if (origin == Origin::request) {
            requireApproval(caller, book, payment, action);
        }
        _store.setState(id, transition.to);
        if (action == Action::approve) {
            _store.markApproved(id, caller.id());
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

void Payments::remove(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Payment payment = existing(company, id);
        if (payment.state != "draft") {
            throw wrongState(payment.state, {"draft"});
        }
        _store.remove(id);
        _app.audit().record(
            caller,
            {.action = "accounting.payment.deleted",
             .model = "accounting_payment",
             .record = std::to_string(id),
             .before = jsonOf(payment),
             .after = nullptr,
             .reason = {}}
        );
    });
}

} // namespace accounting
