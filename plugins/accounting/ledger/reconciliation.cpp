#include "reconciliation.h"

#include "accounts.h"
#include "failures.h"
#include "rates.h"
#include "rules/money_rules.h"

#include <tenon/random.h>

#include <algorithm>
#include <set>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view lineColumns =
    "SELECT id, entry_id, account_id, party_id, date, maturity_date, open_amount, currency, open_currency, "
    "reconciliation_id FROM accounting_line ";
constexpr std::string_view byId = "WHERE id = :id AND company_id = :company AND open_amount IS NOT NULL";
constexpr std::string_view byParty = "WHERE company_id = :company AND account_id = :account AND party_id = :party "
                                     "AND (open_amount <> 0 OR open_currency <> 0) ORDER BY maturity_date, id";
constexpr std::string_view updateOpen =
    "UPDATE accounting_line SET open_amount = :open, open_currency = :foreign WHERE id = :id";
constexpr std::string_view updateReconciled =
    "UPDATE accounting_line SET reconciliation_id = :reconciliation WHERE id = :id";
constexpr std::string_view insertAllocation =
    "INSERT INTO accounting_allocation (company_id, debit_line_id, credit_line_id, date, amount, debit_currency, "
    "credit_currency, created_at, created_by) VALUES (:company, :debit, :credit, :date, :amount, :debit_currency, "
    ":credit_currency, :now, :by)";
constexpr std::string_view insertReconciliation =
    "INSERT INTO accounting_reconciliation (company_id, account_id, party_id, created_at, created_by) "
    "VALUES (:company, :account, :party, :now, :by) RETURNING id";
constexpr std::string_view claimAllocations = "UPDATE accounting_allocation SET reconciliation_id = :reconciliation "
                                              "WHERE debit_line_id = :line AND removed_at IS NULL";
constexpr std::string_view partners = "SELECT debit_line_id, credit_line_id FROM accounting_allocation "
                                      "WHERE (debit_line_id = :id OR credit_line_id = :id) AND removed_at IS NULL";

bool isForeign(const SettledLine& line) { return !line.currency.empty(); }

bool isSettled(const SettledLine& line) {
    return tenon::isZero(line.open) && (!isForeign(line) || tenon::isZero(line.openCurrency));
}

bool isOneForeignCurrency(const std::vector<SettledLine>& lines) {
    return std::ranges::all_of(lines, [&](const SettledLine& line) {
        return isForeign(line) && line.currency == lines.front().currency;
    });
}

/// What decides how much of a line is settled: its own currency where all lines share one.
Decimal measureOf(const SettledLine& line, bool inForeign) { return inForeign ? line.openCurrency : line.open; }

Decimal smaller(Decimal a, Decimal b) { return tenon::compare(a, b) <= 0 ? a : b; }

/// Takes `amount` and `foreign` (both positive) off what is open.
void reduce(SettledLine& line, Decimal amount, Decimal foreign) {
    const bool isCredit = tenon::isNegative(line.open) || tenon::isNegative(line.openCurrency);
    line.open += isCredit ? amount : -amount;
    if (isForeign(line)) {
        line.openCurrency += isCredit ? foreign : -foreign;
    }
}

/// The share of a line's foreign amount that goes with `amount` of its company amount.
Decimal foreignShare(const SettledLine& line, Decimal amount) {
    if (!isForeign(line) || tenon::isZero(line.open)) {
        return Decimal(0, line.openCurrency.scale());
    }
    const Decimal ratio = tenon::absolute(line.openCurrency);
    const Decimal parts[] = {amount, tenon::absolute(line.open) - amount};
    return tenon::shares(ratio, parts)[0];
}

SettledLine lineOf(const Row& row, const Book& book, organisation::Companies& companies) {
    SettledLine line{.id = row.integer(0), .entry = row.integer(1), .account = row.integer(2)};
    line.party = row.get<std::optional<std::int64_t>>(3);
    line.date = row.get<tenon::Date>(4);
    line.maturity = row.isNull(5) ? line.date : row.get<tenon::Date>(5);
    line.open = book.amount(row.integer(6));
    line.currency = row.isNull(7) ? std::string_view() : row.text(7);
    line.openCurrency = book.zero();
    if (isForeign(line)) {
        line.openCurrency = {row.isNull(8) ? 0 : row.integer(8), companies.currency(line.currency).digits};
    }
    line.reconciliation = row.get<std::optional<std::int64_t>>(9);
    return line;
}

void requireAlike(const std::vector<SettledLine>& lines) {
    for (const SettledLine& line : lines) {
        if (line.account != lines.front().account) {
            throw refused("RECONCILE_ACCOUNT_MISMATCH", "The lines are of different accounts.");
        }
        if (line.party != lines.front().party) {
            throw refused("RECONCILE_PARTY_MISMATCH", "The lines are of different parties.");
        }
        if (isSettled(line)) {
            throw tenon::Conflict("LINE_ALREADY_RECONCILED", "A line is reconciled already.", {{"line", line.id}});
        }
    }
}

} // namespace

std::vector<SettledLine> Reconciliation::read(const Book& book, const std::vector<std::int64_t>& lines) {
    static const std::string sql = std::string(lineColumns).append(byId);
    const auto companies = _app.find<organisation::Companies>();
    std::vector<SettledLine> found;
    for (const std::int64_t id : std::set(lines.begin(), lines.end())) {
        _app.database().each(sql, {{"id", id}, {"company", book.company.id}}, [&](const Row& row) {
            found.push_back(lineOf(row, book, *companies));
        });
    }
    return found;
}

std::vector<SettledLine> Reconciliation::openLines(const Book& book, std::int64_t account, std::int64_t party) {
    static const std::string sql = std::string(lineColumns).append(byParty);
    const auto companies = _app.find<organisation::Companies>();
    return _app.database().rows(
        sql,
        {{"company", book.company.id}, {"account", account}, {"party", party}},
        [&](const Row& row) { return lineOf(row, book, *companies); }
    );
}

/// What the lines leave open, in company currency and, where they share one, in a foreign currency.
Reconciliation::Difference Reconciliation::differenceOf(const Book& book, const std::vector<SettledLine>& lines) {
    Difference difference{.isForeign = isOneForeignCurrency(lines), .sum = book.zero()};
    difference.foreign = Decimal(0, lines.front().openCurrency.scale());
    for (const SettledLine& line : lines) {
        difference.sum += line.open;
        if (difference.isForeign) {
            difference.foreign += line.openCurrency;
        }
    }
    return difference;
}

std::int64_t Reconciliation::reconcile(
    const tenon::Caller& caller,
    const Book& book,
    std::vector<std::int64_t> lines,
    const std::optional<WriteOff>& writeOff,
    const Occasion& occasion
) {
    const std::vector<SettledLine> found = read(book, lines);
    if (found.empty() || found.size() != std::set(lines.begin(), lines.end()).size()) {
        throw tenon::Invalid("lines", "Name posted lines of accounts that are reconciled.");
    }
    requireAlike(found);
    const Difference difference = differenceOf(book, found);
    const bool isBalanced = tenon::isZero(difference.isForeign ? difference.foreign : difference.sum);
    if (!isBalanced && !writeOff) {
        throw refused("RECONCILE_UNBALANCED", "The lines do not sum to zero.", {{"difference", difference.sum.text()}});
    }
    if (!isBalanced) {
        lines.push_back(postWriteOff(caller, book, found.front(), difference, *writeOff, occasion));
    }
    settle(caller, book, lines, occasion);
    return read(book, lines).front().reconciliation.value_or(0);
}

/// Posts the entry that gives a difference up; returns its line on the account of the others.
std::int64_t Reconciliation::postWriteOff(
    const tenon::Caller& caller,
    const Book& book,
    const SettledLine& like,
    const Difference& difference,
    const WriteOff& writeOff,
    const Occasion& occasion
) {
    // In a foreign currency the difference counts at the rate of its day; the rest is an exchange difference.
    const Decimal given =
        difference.isForeign ? inCompanyCurrency(
            difference.foreign, rateOn(_app.database(), book.company.id, like.currency, writeOff.date), book.digits()
        )
                             : difference.sum;
    if (book.writeOffLimit && tenon::compare(tenon::absolute(given), *book.writeOffLimit) > 0) {
        throw refused(
            "RECONCILE_UNBALANCED",
            "The difference is more than may be written off.",
            {{"difference", given.text()}, {"limit", book.writeOffLimit->text()}}
        );
    }
    EntryLine counter = entryLine(like.account, -given);
    counter.party = like.party;
    if (difference.isForeign) {
        counter.currency = like.currency;
        counter.amountCurrency = -difference.foreign;
    }
    NewEntry entry{.company = book.company.id, .date = writeOff.date};
    entry.journal = occasion.journalOn(writeOff.date);
    entry.description = writeOff.description;
    entry.sourceModel = writeOffSource;
    entry.sourceId = tenon::Random::uuid();
    entry.lines = {entryLine(writeOff.account, given), counter};
    return _post(caller, book, std::move(entry)).lines[1];
}

void Reconciliation::settle(
    const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines, const Occasion& occasion
) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<SettledLine>> groups;
    for (SettledLine& line : read(book, lines)) {
        if (!isSettled(line)) {
            groups[{line.account, line.party.value_or(0)}].push_back(std::move(line));
        }
    }
    for (auto& [key, group] : groups) {
        settleGroup(caller, book, std::move(group), occasion);
    }
}

void Reconciliation::settleGroup(
    const tenon::Caller& caller, const Book& book, std::vector<SettledLine> lines, const Occasion& occasion
) {
    std::vector<Settled> settled = allocate(caller, book, lines);
    const std::vector<Settled> exchanged = postExchange(caller, book, lines, occasion);
    settled.insert(settled.end(), exchanged.begin(), exchanged.end());
    markSettled(caller, book, lines);
    if (_changed && !settled.empty()) {
        _changed(caller, book, settled, occasion);
    }
}

std::vector<Settled>
Reconciliation::allocate(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines) {
    const bool inForeign = isOneForeignCurrency(lines) && !std::ranges::all_of(lines, [](const SettledLine& line) {
                               return tenon::isZero(line.openCurrency);
                           });
    std::vector<OpenLine> open;
    std::map<std::int64_t, SettledLine*> byLine;
    for (SettledLine& line : lines) {
        open.push_back({line.id, line.maturity, measureOf(line, inForeign)});
        byLine[line.id] = &line;
    }
    std::vector<Settled> settled;
    for (const Allocation& part : allocations(std::move(open))) {
        SettledLine& debit = *byLine[part.debitLine];
        SettledLine& credit = *byLine[part.creditLine];
        const tenon::Date date = std::max(debit.date, credit.date);
        const Decimal amount =
            inForeign ? smaller(tenon::absolute(debit.open), tenon::absolute(credit.open)) : part.amount;
        const auto take = [&](SettledLine& line) {
            const Decimal foreign = inForeign ? part.amount : foreignShare(line, amount);
            reduce(line, amount, foreign);
            settled.push_back({line.entry, line.account, date, isForeign(line) ? foreign : amount});
            return isForeign(line) ? std::optional(foreign) : std::nullopt;
        };
        const auto ofDebit = take(debit);
        const auto ofCredit = take(credit);
        _app.database().execute(
            insertAllocation,
            {{"company", book.company.id},
             {"debit", debit.id},
             {"credit", credit.id},
             {"date", date},
             {"amount", amount},
             {"debit_currency", ofDebit},
             {"credit_currency", ofCredit},
             {"now", tenon::Clock::now()},
             {"by", caller.id()}}
        );
    }
    for (const SettledLine& line : lines) {
        const auto foreign = isForeign(line) ? std::optional(line.openCurrency) : std::nullopt;
        _app.database().execute(updateOpen, {{"open", line.open}, {"foreign", foreign}, {"id", line.id}});
    }
    return settled;
}

/// What is left in company currency of a line that is settled in its own: the exchange rate has moved. An entry for
/// each line, so that each can be undone by itself.
std::vector<Settled> Reconciliation::postExchange(
    const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines, const Occasion& occasion
) {
    tenon::Date date;
    for (const SettledLine& line : lines) {
        date = std::max(date, line.date);
    }
    std::vector<Settled> settled;
    std::vector<SettledLine> counters;
    for (SettledLine& line : lines) {
        if (!isForeign(line) || !tenon::isZero(line.openCurrency) || tenon::isZero(line.open)) {
            continue;
        }
        EntryLine counter = entryLine(line.account, -line.open);
        counter.party = line.party;
        counter.currency = line.currency;
        counter.amountCurrency = Decimal(0, line.openCurrency.scale());
        counter.maturity = line.maturity;
        const std::string_view purpose = tenon::isNegative(line.open) ? "exchange_gain" : "exchange_loss";
        NewEntry entry{.company = book.company.id, .date = date};
        entry.journal = occasion.journalOn(date);
        entry.description = "Exchange difference";
        entry.sourceModel = exchangeSource;
        entry.sourceId = tenon::Random::uuid();
        entry.lines = {counter, entryLine(defaultAccount(_app.database(), book.company.id, purpose), line.open)};
        const PostedEntry posted = _post(caller, book, std::move(entry));
        std::vector<SettledLine> pair{line, read(book, {posted.lines[0]}).front()};
        const std::vector<Settled> parts = allocate(caller, book, pair);
        settled.insert(settled.end(), parts.begin(), parts.end());
        line.open = pair[0].open;
        counters.push_back(std::move(pair[1]));
    }
    lines.insert(lines.end(), counters.begin(), counters.end());
    return settled;
}

/// These lines and all that settle them or are settled by them.
std::vector<SettledLine> Reconciliation::connected(const Book& book, const std::vector<SettledLine>& lines) {
    std::set<std::int64_t> known;
    std::vector<std::int64_t> waiting;
    const auto add = [&](std::int64_t id) {
        if (known.insert(id).second) {
            waiting.push_back(id);
        }
    };
    for (const SettledLine& line : lines) {
        add(line.id);
    }
    while (!waiting.empty()) {
        const std::int64_t id = waiting.back();
        waiting.pop_back();
        for (const auto& [debit, credit] : _app.database().rows(partners, {{"id", id}}, [](const Row& row) {
                 return std::pair(row.integer(0), row.integer(1));
             })) {
            add(debit);
            add(credit);
        }
    }
    return read(book, {known.begin(), known.end()});
}

/// Lines that settle each other completely belong to one reconciliation.
void Reconciliation::markSettled(
    const tenon::Caller& caller, const Book& book, const std::vector<SettledLine>& settled
) {
    if (!std::ranges::any_of(settled, isSettled)) {
        return;
    }
    const std::vector<SettledLine> lines = connected(book, settled);
    if (!std::ranges::all_of(lines, isSettled)) {
        return;
    }
    std::int64_t id = 0;
    _app.database().each(
        insertReconciliation,
        {{"company", book.company.id},
         {"account", lines.front().account},
         {"party", lines.front().party},
         {"now", tenon::Clock::now()},
         {"by", caller.id()}},
        [&](const Row& row) { id = row.integer(0); }
    );
    tenon::JsonArray ids;
    for (const SettledLine& line : lines) {
        _app.database().execute(updateReconciled, {{"reconciliation", id}, {"id", line.id}});
        _app.database().execute(claimAllocations, {{"reconciliation", id}, {"line", line.id}});
        ids.emplace_back(line.id);
    }
    _app.audit().record(
        caller,
        {.action = "accounting.lines.reconciled",
         .model = "accounting_reconciliation",
         .record = std::to_string(id),
         .before = nullptr,
         .after = tenon::JsonObject{{"lines", std::move(ids)}},
         .reason = {}}
    );
}

} // namespace accounting
