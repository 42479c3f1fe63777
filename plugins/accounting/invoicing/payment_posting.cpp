/// What a payment posts and settles.

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "payments.h"

#include <algorithm>
#include <iterator>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::JsonObject;

[[noreturn]] void refuseExcess(Decimal due, Decimal amount) {
    throw tenon::Conflict(
        "PAYMENT_EXCEEDS_DUE",
        "The payment is more than what is due.",
        {{"amount_due", due.text()}, {"amount", amount.text()}}
    );
}

Decimal smaller(Decimal a, Decimal b) { return tenon::compare(a, b) <= 0 ? a : b; }

/// What is open of a line in its own currency.
Decimal sizeOf(const SettledLine& line) { return line.currency.empty() ? line.open : line.openCurrency; }

/// What `amount` of advances is worth in company currency: as they came in, oldest first.
Decimal worthOf(const std::vector<SettledLine>& advances, Decimal amount, const Book& book) {
    Decimal worth = book.zero();
    for (const SettledLine& line : advances) {
        const Decimal size = tenon::absolute(sizeOf(line));
        const Decimal taken = smaller(amount, size);
        const Decimal parts[] = {taken, size - taken};
        worth += tenon::shares(tenon::absolute(line.open), parts)[0];
        amount -= taken;
    }
    return worth;
}

} // namespace

/// What the payment settles of one invoice, at most `left`.
Payments::Part Payments::ofInvoice(const Payment& payment, std::int64_t id, Decimal& left) {
    const Invoice invoice = _invoices.existing(payment.company, id);
    if (!invoice.entry || invoice.state == "cancelled") {
        throw wrongState(invoice.state, {"posted"});
    }
    const Decimal due = tenon::isNegative(invoice.due) ? Decimal(0, payment.digits) : invoice.due;
    const Decimal part = smaller(left, due);
    left -= part;
    return {*invoice.controlAccount, part, _invoices.store().controlLines(invoice)};
}

/// What the payment settles of whatever the party owes, oldest maturity first.
Payments::Part Payments::oldestOf(const Book& book, const Payment& payment, Decimal& left) {
    const auto type = payment.isIncoming ? InvoiceType::out : InvoiceType::in;
    const std::int64_t account = _invoices.controlAccount(book.company.id, payment.party, type);
    const std::string& own = book.company.currency.code;
    Part part{.account = account, .amount = Decimal(0, payment.digits), .settles = {}};
    for (const SettledLine& line : _ledger.reconciliation().openLines(book, account, payment.party)) {
        const bool isSame = (line.currency.empty() ? own : line.currency) == payment.currency;
        const Decimal open = sizeOf(line);
        if (!isSame || tenon::isNegative(open) == payment.isIncoming || tenon::isZero(left)) {
            continue;
        }
        const Decimal size = tenon::absolute(open);
        const Decimal taken = smaller(left, size);
        part.amount += taken;
        left -= taken;
        part.settles.push_back(line.id);
    }
    return part;
}

std::vector<Payments::Part> Payments::partsOf(const Book& book, const Payment& payment) {
    std::vector<Part> parts;
    Decimal left = payment.amount;
    if (payment.invoice) {
        parts.push_back(ofInvoice(payment, *payment.invoice, left));
    } else if (payment.shares.empty()) {
        parts.push_back(oldestOf(book, payment, left));
    }
    for (const PaymentShare& share : payment.shares) {
        Decimal rest = share.amount;
        parts.push_back(ofInvoice(payment, share.invoice, rest));
        if (!tenon::isZero(rest)) {
            refuseExcess(share.amount - rest, share.amount);
        }
        left -= share.amount;
    }
    std::erase_if(parts, [](const Part& part) { return !tenon::isPositive(part.amount); });
    if (tenon::isZero(left)) {
        return parts;
    }
    const bool isWithinLimit =
        !book.writeOffLimit || tenon::compare(inCompany(book, payment, left), *book.writeOffLimit) <= 0;
    if (payment.mode == PaymentMode::keepCredit) {
        const std::string_view purpose = payment.isIncoming ? "customer_deposits" : "supplier_advances";
        parts.push_back({defaultAccount(_app.database(), book.company.id, purpose), left, {}});
    } else if (payment.mode == PaymentMode::writeOff && !parts.empty() && isWithinLimit) {
        parts.back().amount += left; // the excess is written off afterwards
    } else {
        refuseExcess(payment.amount - left, payment.amount);
    }
    return parts;
}

void Payments::succeed(const tenon::Caller& caller, const Book& book, const Payment& payment) {
    const std::vector<Part> parts = partsOf(book, payment);
    const bool isForeign = payment.currency != book.company.currency.code;
    const Decimal sign(payment.isIncoming ? 1 : -1, 0);
    const auto lineOf = [&](std::int64_t account, Decimal amount, Decimal balance) {
        EntryLine line = entryLine(account, tenon::product(balance, sign, book.digits()));
        if (isForeign) {
            line.currency = payment.currency;
            line.amountCurrency = tenon::product(amount, sign, payment.digits);
        }
        return line;
    };
    const std::int64_t money =
        moneyAccount(_app.database(), book.company.id, payment.journalAccount, payment.journalCode);
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
    const Decimal whole = inCompany(book, payment, payment.amount);
    entry.lines.push_back(lineOf(money, payment.amount, whole));
    Decimal left = whole;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Decimal part = i + 1 < parts.size() ? inCompany(book, payment, parts[i].amount) : left;
        left -= part;
        EntryLine line = lineOf(parts[i].account, -parts[i].amount, -part);
        line.party = payment.party;
        entry.lines.push_back(std::move(line));
    }
    const PostedEntry posted = _ledger.postIn(caller, book, std::move(entry));
    _store.markPosted(payment.id, posted.number, posted.id);
    const Occasion occasion{payment.journalCode, payment.date};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].settles.empty()) {
            std::vector<std::int64_t> lines = parts[i].settles;
            lines.push_back(posted.lines[i + 1]);
            _ledger.reconciliation().settle(caller, book, lines, occasion);
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
            caller,
            book,
            open,
            Reconciliation::WriteOff{account, payment.date, "Written off"},
            Occasion{payment.journalCode, payment.date}
        ));
    }
}

void Payments::refund(const tenon::Caller& caller, const Book& book, const Payment& payment, std::string_view reason) {
    static_cast<void>(_ledger.reverseIn(
        caller,
        book,
        _ledger.head(book.company.id, *payment.entry),
        std::nullopt,
        reason.empty() ? "Refund of " + payment.number : std::string(reason)
    ));
}

/// What the invoice's party has paid in advance, in the currency of the invoice, oldest first.
std::vector<SettledLine> Payments::advancesFor(const Book& book, const Invoice& invoice, std::int64_t account) {
    std::vector<SettledLine> advances = _ledger.reconciliation().openLines(book, account, *invoice.party);
    std::erase_if(advances, [&](const SettledLine& line) {
        const std::string& currency = line.currency.empty() ? book.company.currency.code : line.currency;
        return currency != invoice.currency || tenon::isNegative(sizeOf(line)) != invoice.isDebit();
    });
    return advances;
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
        const std::string_view purpose = invoice.isDebit() ? "customer_deposits" : "supplier_advances";
        const std::int64_t account = defaultAccount(_app.database(), company, purpose);
        const std::vector<SettledLine> available = advancesFor(book, invoice, account);
        Decimal amount(0, invoice.digits);
        for (const SettledLine& line : available) {
            amount += tenon::absolute(sizeOf(line));
        }
        amount = smaller(amount, invoice.due);
        if (most) {
            amount = smaller(amount, precise(*most, invoice.digits, "amount"));
        }
        if (!tenon::isPositive(amount)) {
            throw tenon::Conflict("NOTHING_TO_SETTLE", "There is no advance of this party, or nothing is due.");
        }
        const Decimal sign(invoice.isDebit() ? 1 : -1, 0);
        const Decimal balance = tenon::product(worthOf(available, amount, book), sign, book.digits());
        NewEntry entry{.company = company, .journal = "GEN", .date = _books.companies().today(book.company)};
        entry.date = std::max(entry.date, invoice.date);
        entry.description = "Advance for " + invoice.number;
        entry.lines = {entryLine(account, balance), entryLine(*invoice.controlAccount, -balance)};
        const Decimal foreign = tenon::product(amount, sign, invoice.digits);
        for (EntryLine& line : entry.lines) {
            line.party = invoice.party;
            if (invoice.currency != book.company.currency.code) {
                line.currency = invoice.currency;
                line.amountCurrency = &line == &entry.lines.front() ? foreign : -foreign;
            }
        }
        std::vector<std::int64_t> advances;
        std::ranges::transform(available, std::back_inserter(advances), &SettledLine::id);
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
