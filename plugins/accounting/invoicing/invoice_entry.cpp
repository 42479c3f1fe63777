/// What an invoice posts.

#include "invoices.h"
#include "ledger/accounts.h"
#include "rules/money_rules.h"
#include "terms.h"

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;

std::vector<Instalment> instalmentsOf(tenon::Database& database, const Invoice& invoice) {
    if (invoice.paymentTerm) {
        return instalments(termOf(database, invoice.company, *invoice.paymentTerm), invoice.total, invoice.date);
    }
    return {{invoice.dueDate.value_or(invoice.date), invoice.total}};
}

/// Collects the lines of an entry; amounts come in the invoice's currency, debits positive.
class Lines {
public:
    Lines(const Book& book, const Invoice& invoice, Decimal rate)
        : _book(book), _invoice(invoice), _rate(rate), _isForeign(invoice.currency != book.company.currency.code) {}

    [[nodiscard]] Decimal inCompany(Decimal amount) const {
        return _isForeign ? inCompanyCurrency(amount, _rate, _book.digits()) : amount;
    }

    /// `balance` is `amount` in company currency.
    EntryLine& add(std::int64_t account, Decimal amount, Decimal balance) {
        EntryLine line = entryLine(account, balance);
        if (_isForeign) {
            line.currency = _invoice.currency;
            line.amountCurrency = amount;
        }
        return _lines.emplace_back(std::move(line));
    }

    /// Amounts that sum to `whole`, whose balances sum to `balance`: the last one takes what conversion leaves.
    template <typename Parts, typename Account>
    void spread(const Parts& parts, Decimal balance, Account&& account) {
        Decimal left = balance;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Decimal part = i + 1 < parts.size() ? inCompany(parts[i].amount) : left;
            left -= part;
            account(i, add(0, parts[i].amount, part));
        }
    }

    [[nodiscard]] std::vector<EntryLine> take() {
        std::erase_if(_lines, [](const EntryLine& line) { return isZero(line.debit) && isZero(line.credit); });
        return std::move(_lines);
    }

private:
    const Book& _book;
    const Invoice& _invoice;
    Decimal _rate;
    bool _isForeign;
    std::vector<EntryLine> _lines;
};

struct Part {
    Decimal amount; ///< Debits positive
    std::int64_t account;
    std::string description;
    std::optional<std::int64_t> tax = {};
    std::optional<Decimal> base = {};
    std::optional<std::int64_t> transitionAccount = {}; ///< Of a tax that is due with the payments
};

/// Everything but the party's lines.
std::vector<Part> counterParts(tenon::Database& database, const Invoice& invoice) {
    const Decimal sign(invoice.isDebit() ? -1 : 1, 0);
    const auto signedAmount = [&](Decimal amount) { return tenon::product(amount, sign, invoice.digits); };
    const bool isSale = invoice.type == InvoiceType::out;
    const auto usual = [&](std::string_view purpose) { return defaultAccount(database, invoice.company, purpose); };
    std::vector<Part> parts;
    for (const InvoiceLine& line : invoice.lines) {
        const std::int64_t account = line.account ? *line.account : usual(isSale ? "income" : "expense");
        parts.push_back({signedAmount(line.amount), account, line.description});
    }
    for (const InvoiceTax& tax : invoice.taxes) {
        const std::int64_t account = tax.account ? *tax.account : usual(isSale ? "output_tax" : "input_tax");
        Part& part = parts.emplace_back(Part{signedAmount(tax.amount), account, tax.name, tax.tax});
        part.base = signedAmount(tax.base);
        if (tax.isDueOnPayment) {
            part.transitionAccount = tax.transitionAccount ? *tax.transitionAccount
                                                           : usual(isSale ? "output_tax_not_due" : "input_tax_not_due");
        }
    }
    if (!tenon::isZero(invoice.cashRounding)) {
        parts.push_back({signedAmount(invoice.cashRounding), usual("rounding"), "Rounding"});
    }
    return parts;
}

} // namespace

InvoiceEntry entryOf(
    tenon::Database& database, const Book& book, const Invoice& invoice, std::int64_t controlAccount, Decimal rate
) {
    NewEntry entry{
        .company = invoice.company,
        .journal = invoice.type == InvoiceType::out ? "SAL" : "PUR",
        .date = invoice.accountingDate.value_or(invoice.date),
        .description = invoice.description,
        .reference = invoice.type == InvoiceType::in ? invoice.reference : invoice.number,
        .sourceModel = "accounting_invoice",
        .sourceId = std::to_string(invoice.id),
        .lines = {},
    };
    Lines lines(book, invoice, rate);
    const Decimal sign(invoice.isDebit() ? 1 : -1, 0);
    const Decimal total = tenon::product(lines.inCompany(invoice.total), sign, book.digits());
    std::vector<Instalment> due = instalmentsOf(database, invoice);
    for (Instalment& part : due) {
        part.amount = tenon::product(part.amount, sign, invoice.digits);
    }
    lines.spread(due, total, [&](std::size_t i, EntryLine& line) {
        line.account = controlAccount;
        line.party = invoice.party;
        line.maturity = due[i].due;
    });
    const std::vector<Part> parts = counterParts(database, invoice);
    std::vector<PendingTax> pending;
    std::vector<UntaxedBase> untaxed;
    Accounts accounts(database);
    lines.spread(parts, -total, [&](std::size_t i, EntryLine& line) {
        const Part& part = parts[i];
        line.account = part.transitionAccount.value_or(part.account);
        const Account* account = accounts.find(line.account);
        line.party = account != nullptr && account->takesParty ? invoice.party : std::nullopt;
        line.description = part.description;
        const auto base = part.base ? std::optional(lines.inCompany(*part.base)) : std::nullopt;
        if (part.transitionAccount) {
            pending.push_back({part.tax, line.account, part.account, *base, line.debit - line.credit});
        } else if (part.tax && base && tenon::isZero(line.debit) && tenon::isZero(line.credit)) {
            untaxed.push_back({*part.tax, *base});
        } else {
            line.tax = part.tax;
            line.taxBase = base;
        }
    });
    entry.lines = lines.take();
    return {std::move(entry), std::move(pending), std::move(untaxed)};
}

} // namespace accounting
