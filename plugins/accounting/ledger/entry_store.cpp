#include "entry_store.h"

#include <tenon/error.h>
#include <tenon/random.h>

#include <map>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Row;

constexpr std::string_view insertHead =
    "INSERT INTO accounting_entry (uuid, version, created_at, updated_at, company_id, journal_id, date, description, "
    "reference, state, is_closing, source_model, source_id, created_by) "
    "VALUES (:uuid, 1, :now, :now, :company, :journal, :date, :description, :reference, 'draft', :closing, :model, "
    ":source, :by) RETURNING id";
constexpr std::string_view updateHead =
    "UPDATE accounting_entry SET version = version + 1, updated_at = :now, journal_id = :journal, date = :date, "
    "description = :description, reference = :reference WHERE id = :id";
constexpr std::string_view updateNotes = "UPDATE accounting_entry SET version = version + 1, updated_at = :now, "
                                         "description = :description, reference = :reference WHERE id = :id";
constexpr std::string_view keepNotes =
    "INSERT INTO accounting_annotation (entry_id, replaced_at, description, reference) "
    "VALUES (:id, :now, :description, :reference)";
constexpr std::string_view updatePosted =
    "UPDATE accounting_entry SET version = version + 1, updated_at = :now, state = 'posted', period_id = :period, "
    "fiscal_year_id = :year, number = :number, posted_at = :now, posted_by = :by WHERE id = :id";
constexpr std::string_view updateReversal =
    "UPDATE accounting_entry SET reversal_of_id = :original WHERE id = :reversal";
constexpr std::string_view updateReversed =
    "UPDATE accounting_entry SET version = version + 1, reversed_by_id = :reversal WHERE id = :original";
constexpr std::string_view deleteHead = "DELETE FROM accounting_entry WHERE id = :id AND state = 'draft'";
constexpr std::string_view deleteLines = "DELETE FROM accounting_line WHERE entry_id = :entry AND posted_at IS NULL";
constexpr std::string_view insertLine =
    "INSERT INTO accounting_line (entry_id, company_id, account_id, date, posted_at, is_closing, debit, credit, "
    "currency, "
    "amount_currency, party_id, maturity_date, description, tax_id, tax_base, open_amount, open_currency) "
    "VALUES (:entry, :company, :account, :date, :posted, :closing, :debit, :credit, :currency, :foreign, :party, "
    ":maturity, :description, :tax, :base, :open, :open_currency) RETURNING id";
constexpr std::string_view addBalance =
    "INSERT INTO accounting_balance (company_id, account_id, month, is_closing, debit, credit) "
    "VALUES (:company, :account, :month, :closing, :debit, :credit) "
    "ON CONFLICT (company_id, account_id, month, is_closing) DO UPDATE SET "
    "debit = accounting_balance.debit + excluded.debit, credit = accounting_balance.credit + excluded.credit";
constexpr std::string_view selectHead =
    "SELECT e.id, e.journal_id, j.code, e.state, e.number, e.date, e.description, e.reference, e.is_closing, "
    "e.reversal_of_id, e.reversed_by_id, e.version, e.source_model FROM accounting_entry e "
    "JOIN accounting_journal j ON j.id = e.journal_id WHERE e.id = :id AND e.company_id = :company";
constexpr std::string_view selectLines = "SELECT account_id, debit, credit, party_id, currency, amount_currency, "
                                         "maturity_date, description, tax_id, tax_base "
                                         "FROM accounting_line WHERE entry_id = :entry ORDER BY id";
constexpr std::string_view selectLineIds = "SELECT id FROM accounting_line WHERE entry_id = :entry ORDER BY id";
constexpr std::string_view selectJournal =
    "SELECT id FROM accounting_journal WHERE company_id = :company AND code = :code AND is_active";

constexpr std::string_view selectMoneyJournal =
    "SELECT id FROM accounting_journal WHERE company_id = :company AND code = :code AND is_active "
    "AND type IN ('cash', 'bank')";

std::optional<std::string_view> unlessEmpty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

} // namespace

std::int64_t monthOf(Date date) {
    const auto day = date.day();
    return std::int64_t{static_cast<int>(day.year())} * 12 + static_cast<unsigned>(day.month()) - 1;
}

std::int64_t EntryStore::addHead(const NewEntry& entry, std::int64_t journal, std::int64_t by, bool isClosing) {
    std::int64_t id = 0;
    _database.each(
        insertHead,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", entry.company},
         {"journal", journal},
         {"date", entry.date},
         {"description", entry.description},
         {"reference", entry.reference},
         {"closing", isClosing},
         {"model", unlessEmpty(entry.sourceModel)},
         {"source", unlessEmpty(entry.sourceId)},
         {"by", by}},
        [&](const Row& row) { id = row.integer(0); }
    );
    return id;
}

void EntryStore::changeHead(std::int64_t id, const NewEntry& entry, std::int64_t journal) {
    _database.execute(
        updateHead,
        {{"now", tenon::Clock::now()},
         {"journal", journal},
         {"date", entry.date},
         {"description", entry.description},
         {"reference", entry.reference},
         {"id", id}}
    );
}

void EntryStore::annotate(
    const EntryHead& entry, tenon::Timestamp at, std::string_view description, std::string_view reference
) {
    _database.execute(
        keepNotes, {{"id", entry.id}, {"now", at}, {"description", entry.description}, {"reference", entry.reference}}
    );
    _database.execute(
        updateNotes, {{"now", at}, {"description", description}, {"reference", reference}, {"id", entry.id}}
    );
}

void EntryStore::markPosted(std::int64_t id, const Posting& posting) {
    _database.execute(
        updatePosted,
        {{"now", posting.at},
         {"period", posting.period},
         {"year", posting.year},
         {"number", posting.number},
         {"by", posting.by},
         {"id", id}}
    );
}

void EntryStore::linkReversal(std::int64_t original, std::int64_t reversal) {
    _database.execute(updateReversal, {{"original", original}, {"reversal", reversal}});
    _database.execute(updateReversed, {{"original", original}, {"reversal", reversal}});
}

void EntryStore::remove(std::int64_t id) {
    removeLines(id);
    _database.execute(deleteHead, {{"id", id}});
}

void EntryStore::removeLines(std::int64_t entry) { _database.execute(deleteLines, {{"entry", entry}}); }

std::vector<std::int64_t> EntryStore::addLines(
    std::int64_t entry,
    const NewEntry& content,
    Accounts& accounts,
    bool isClosing,
    std::optional<tenon::Timestamp> postedAt
) {
    std::vector<std::int64_t> ids;
    for (const EntryLine& line : content.lines) {
        const Account& account = *accounts.find(line.account);
        const bool isForeign = !line.currency.empty();
        const bool isOpen = account.isReconciled && postedAt.has_value();
        const Decimal balance = line.debit - line.credit;
        const auto foreign = isForeign ? std::optional(line.amountCurrency) : std::nullopt;
        _database.each(
            insertLine,
            {{"entry", entry},
             {"company", content.company},
             {"account", line.account},
             {"date", content.date},
             {"posted", postedAt},
             {"closing", isClosing},
             {"debit", line.debit},
             {"credit", line.credit},
             {"currency", unlessEmpty(line.currency)},
             {"foreign", foreign},
             {"party", line.party},
             {"maturity", account.isReconciled ? std::optional(line.maturity.value_or(content.date)) : line.maturity},
             {"description", line.description},
             {"tax", line.tax},
             {"base", line.taxBase},
             {"open", isOpen ? std::optional(balance) : std::nullopt},
             {"open_currency", isOpen ? foreign : std::nullopt}},
            [&](const Row& row) { ids.push_back(row.integer(0)); }
        );
    }
    if (postedAt) {
        addToBalances(content, isClosing);
    }
    return ids;
}

/// In the order of accounts, so that two postings never wait for each other.
void EntryStore::addToBalances(const NewEntry& content, bool isClosing) {
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> sums;
    for (const EntryLine& line : content.lines) {
        sums[line.account].first += line.debit.unscaled();
        sums[line.account].second += line.credit.unscaled();
    }
    for (const auto& [account, sum] : sums) {
        _database.execute(
            addBalance,
            {{"company", content.company},
             {"account", account},
             {"month", monthOf(content.date)},
             {"closing", isClosing},
             {"debit", sum.first},
             {"credit", sum.second}}
        );
    }
}

std::optional<EntryHead> EntryStore::head(std::int64_t company, std::int64_t id) {
    return _database.first(selectHead, {{"id", id}, {"company", company}}, [&](const Row& row) {
        EntryHead head{.id = row.integer(0), .company = company, .journal = row.integer(1)};
        head.journalCode = row.text(2);
        head.state = row.text(3) == "posted" ? EntryState::posted : EntryState::draft;
        head.number = row.isNull(4) ? std::string_view() : row.text(4);
        head.date = row.get<Date>(5);
        head.description = row.text(6);
        head.reference = row.text(7);
        head.isClosing = row.boolean(8);
        head.reversalOf = row.get<std::optional<std::int64_t>>(9);
        head.reversedBy = row.get<std::optional<std::int64_t>>(10);
        head.version = row.integer(11);
        head.sourceModel = row.isNull(12) ? std::string_view() : row.text(12);
        return head;
    });
}

std::vector<EntryLine> EntryStore::lines(std::int64_t entry, const Book& book, const DigitsOf& digitsOf) {
    return _database.rows(selectLines, {{"entry", entry}}, [&](const Row& row) {
        EntryLine line{.account = row.integer(0)};
        line.debit = book.amount(row.integer(1));
        line.credit = book.amount(row.integer(2));
        line.party = row.get<std::optional<std::int64_t>>(3);
        line.currency = row.isNull(4) ? std::string_view() : row.text(4);
        if (!line.currency.empty()) {
            line.amountCurrency = {row.isNull(5) ? 0 : row.integer(5), digitsOf(line.currency)};
        }
        line.maturity = row.get<std::optional<Date>>(6);
        line.description = row.text(7);
        line.tax = row.get<std::optional<std::int64_t>>(8);
        line.taxBase = row.isNull(9) ? std::nullopt : std::optional(book.amount(row.integer(9)));
        return line;
    });
}

std::vector<std::int64_t> EntryStore::lineIds(std::int64_t entry) {
    return _database.rows(selectLineIds, {{"entry", entry}}, [](const Row& row) { return row.integer(0); });
}

std::int64_t EntryStore::journal(std::int64_t company, std::string_view code) {
    const auto id = _database.value<std::int64_t>(selectJournal, {{"company", company}, {"code", code}});
    if (!id) {
        throw tenon::Invalid("journal", "There is no such journal.");
    }
    return *id;
}

std::int64_t EntryStore::moneyJournal(std::int64_t company, std::string_view code) {
    const auto id = _database.value<std::int64_t>(selectMoneyJournal, {{"company", company}, {"code", code}});
    if (!id) {
        throw tenon::Invalid("journal", "Name a journal of cash or of a bank.");
    }
    return *id;
}

} // namespace accounting
