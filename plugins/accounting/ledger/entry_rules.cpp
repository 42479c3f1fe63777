#include "entry_rules.h"

#include "amounts.h"
#include "failures.h"

namespace accounting {

namespace {

using tenon::Decimal;

std::string fieldOf(std::size_t line, std::string_view name) {
    return "lines." + std::to_string(line) + "." + std::string(name);
}

void requireSides(EntryLine& line, std::size_t index, const Book& book) {
    line.debit = precise(line.debit, book.digits(), fieldOf(index, "debit"));
    line.credit = precise(line.credit, book.digits(), fieldOf(index, "credit"));
    const bool hasOneSide = tenon::isZero(line.debit) != tenon::isZero(line.credit);
    if (!hasOneSide || tenon::isNegative(line.debit) || tenon::isNegative(line.credit)) {
        throw refused(
            "LINE_DEBIT_AND_CREDIT",
            "A line has either a debit or a credit, and it is greater than zero.",
            {{"line", index}}
        );
    }
    if (line.taxBase) {
        line.taxBase = precise(*line.taxBase, book.digits(), fieldOf(index, "tax_base"));
    }
}

void requireCurrency(
    EntryLine& line, std::size_t index, const Account& account, const Book& book, const DigitsOf& digitsOf
) {
    const std::string& own = book.company.currency.code;
    if (line.currency == own) {
        line.currency.clear();
        line.amountCurrency = {};
    }
    if (!account.currency.empty() && account.currency != (line.currency.empty() ? own : line.currency)) {
        throw tenon::Invalid(
            fieldOf(index, "currency"), {"This account takes {currency} only.", {{"currency", account.currency}}}
        );
    }
    if (line.currency.empty()) {
        return;
    }
    line.amountCurrency = precise(line.amountCurrency, digitsOf(line.currency), fieldOf(index, "amount_currency"));
    const bool isCredit = !tenon::isZero(line.credit);
    if (!tenon::isZero(line.amountCurrency) && tenon::isNegative(line.amountCurrency) != isCredit) {
        throw tenon::Invalid(fieldOf(index, "amount_currency"), "Must be positive for a debit, negative for a credit.");
    }
}

void requireAccount(const Account* account, const EntryLine& line, std::size_t index, const Book& book) {
    if (account == nullptr) {
        throw tenon::Invalid(fieldOf(index, "account"), "There is no such account.");
    }
    if (account->company != book.company.id) {
        throw refused("COMPANY_MISMATCH", "The account belongs to another company.", {{"line", index}});
    }
    if (account->isGroup || !account->isActive) {
        throw tenon::Invalid(fieldOf(index, "account"), "The account takes no postings.");
    }
    if (account->takesParty && !line.party) {
        throw refused("LINE_PARTY_REQUIRED", "A line on this account names its party.", {{"line", index}});
    }
    if (!account->takesParty && line.party) {
        throw tenon::Invalid(fieldOf(index, "party"), "A line on this account names no party.");
    }
}

} // namespace

void requireLines(NewEntry& entry, const Book& book, Accounts& accounts, const DigitsOf& digitsOf) {
    for (std::size_t i = 0; i < entry.lines.size(); ++i) {
        EntryLine& line = entry.lines[i];
        requireSides(line, i, book);
        const Account* account = accounts.find(line.account);
        requireAccount(account, line, i, book);
        requireCurrency(line, i, *account, book, digitsOf);
    }
}

void requireBalanced(const NewEntry& entry, const Book& book) {
    if (entry.lines.size() < 2) {
        throw refused("ENTRY_EMPTY", "An entry has at least two lines.");
    }
    Decimal debit = book.zero();
    Decimal credit = book.zero();
    for (const EntryLine& line : entry.lines) {
        debit += line.debit;
        credit += line.credit;
    }
    if (debit != credit) {
        throw refused(
            "ENTRY_UNBALANCED",
            "Debits and credits differ.",
            {{"debit", debit.text()}, {"credit", credit.text()}, {"difference", (debit - credit).text()}}
        );
    }
}

void requireUnlocked(const Book& book, tenon::Date date, const tenon::Caller& caller) {
    const bool isHard = book.hardLockDate && date <= *book.hardLockDate;
    const bool isSoft = book.lockDate && date <= *book.lockDate && !book.allows(caller, "accounting.post_locked");
    if (isHard || isSoft) {
        throw tenon::Conflict(
            "PERIOD_LOCKED",
            "The books are locked up to a later date.",
            {{"date", date.text()}, {"lock_date", (isHard ? *book.hardLockDate : *book.lockDate).text()}}
        );
    }
}

} // namespace accounting
