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
    "INSERT INTO accounting_allocation (company_id, debit_line_id, credit_line_id, date, amount, amount_currency, "
    "created_at, created_by) VALUES (:company, :debit, :credit, :date, :amount, :foreign, :now, :by)";
constexpr std::string_view insertReconciliation =
    "INSERT INTO accounting_reconciliation (company_id, account_id, party_id, created_at, created_by) "
    "VALUES (:company, :account, :party, :now, :by) RETURNING id";
constexpr std::string_view claimAllocations = "UPDATE accounting_allocation SET reconciliation_id = :reconciliation "
                                              "WHERE debit_line_id = :line AND removed_at IS NULL";
constexpr std::string_view endReconciliation =
    "UPDATE accounting_reconciliation SET removed_at = :now, removed_by = :by WHERE id = :id AND removed_at IS NULL";
constexpr std::string_view selectReconciliation =
    "SELECT id FROM accounting_reconciliation WHERE id = :id AND company_id = :company AND removed_at IS NULL";
constexpr std::string_view ofReconciliation =
    "SELECT id, debit_line_id, credit_line_id, amount, amount_currency FROM accounting_allocation "
    "WHERE reconciliation_id = :id AND removed_at IS NULL ORDER BY id";
constexpr std::string_view ofLine =
    "SELECT id, debit_line_id, credit_line_id, amount, amount_currency FROM accounting_allocation "
    "WHERE (debit_line_id = :id OR credit_line_id = :id) AND removed_at IS NULL ORDER BY id";
constexpr std::string_view partners = "SELECT debit_line_id, credit_line_id FROM accounting_allocation "
                                      "WHERE (debit_line_id = :id OR credit_line_id = :id) AND removed_at IS NULL";
constexpr std::string_view exchangeSource = "accounting_exchange";
constexpr std::string_view selectExchange =
    "SELECT e.id FROM accounting_line l JOIN accounting_entry e ON e.id = l.entry_id "
    "WHERE l.id = :id AND e.source_model = :model AND e.reversed_by_id IS NULL";
constexpr std::string_view endAllocation =
    "UPDATE accounting_allocation SET removed_at = :now, removed_by = :by WHERE id = :id";
constexpr std::string_view openAgain =
    "UPDATE accounting_line SET open_amount = open_amount + :amount, "
    "open_currency = CASE WHEN open_currency IS NULL THEN NULL ELSE open_currency + :foreign END WHERE id = :id";
constexpr std::string_view forgetReconciliation =
    "UPDATE accounting_line SET reconciliation_id = NULL WHERE reconciliation_id = :id";

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

std::int64_t Reconciliation::reconcile(
    const tenon::Caller& caller,
    const Book& book,
    std::vector<std::int64_t> lines,
    const std::optional<WriteOff>& writeOff
) {
    const std::vector<SettledLine> found = read(book, lines);
    if (found.empty() || found.size() != std::set(lines.begin(), lines.end()).size()) {
        throw tenon::Invalid("lines", "Name posted lines of accounts that are reconciled.");
    }
    requireAlike(found);
    Decimal sum = book.zero();
    for (const SettledLine& line : found) {
        sum += line.open;
    }
    const bool isOneCurrency = isOneForeignCurrency(found);
    Decimal foreign(0, found.front().openCurrency.scale());
    for (const SettledLine& line : found) {
        foreign += isOneCurrency ? line.openCurrency : Decimal();
    }
    const bool isBalanced = isOneCurrency ? tenon::isZero(foreign) : tenon::isZero(sum);
    if (!isBalanced && writeOff) {
        if (book.writeOffLimit && tenon::compare(tenon::absolute(sum), *book.writeOffLimit) > 0) {
            throw refused(
                "RECONCILE_UNBALANCED",
                "The difference is more than may be written off.",
                {{"difference", sum.text()}, {"limit", book.writeOffLimit->text()}}
            );
        }
        // In a foreign currency the difference counts at the rate of its day; the rest is an exchange difference.
        const std::string& currency = found.front().currency;
        const Decimal given =
            isOneCurrency ? inCompanyCurrency(
                foreign, rateOn(_app.database(), book.company.id, currency, writeOff->date), book.digits()
            )
                          : sum;
        EntryLine counter = entryLine(found.front().account, -given);
        counter.party = found.front().party;
        if (isOneCurrency) {
            counter.currency = currency;
            counter.amountCurrency = -foreign;
        }
        const PostedEntry posted = _post(
            caller,
            book,
            {.company = book.company.id,
             .journal = "GEN",
             .date = writeOff->date,
             .description = writeOff->description,
             .reference = {},
             .sourceModel = {},
             .sourceId = {},
             .lines = {entryLine(writeOff->account, given), counter}}
        );
        lines.push_back(posted.lines[1]);
    } else if (!isBalanced) {
        throw refused("RECONCILE_UNBALANCED", "The lines do not sum to zero.", {{"difference", sum.text()}});
    }
    settle(caller, book, lines);
    return read(book, lines).front().reconciliation.value_or(0);
}

void Reconciliation::settle(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<SettledLine>> groups;
    for (SettledLine& line : read(book, lines)) {
        if (!isSettled(line)) {
            groups[{line.account, line.party.value_or(0)}].push_back(std::move(line));
        }
    }
    for (auto& [key, group] : groups) {
        settleGroup(caller, book, std::move(group));
    }
}

void Reconciliation::settleGroup(const tenon::Caller& caller, const Book& book, std::vector<SettledLine> lines) {
    allocate(caller, book, lines);
    postExchange(caller, book, lines);
    markSettled(caller, book, lines);
    tell(book, lines);
}

void Reconciliation::allocate(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines) {
    const bool inForeign = isOneForeignCurrency(lines) && !std::ranges::all_of(lines, [](const SettledLine& line) {
                               return tenon::isZero(line.openCurrency);
                           });
    std::vector<OpenLine> open;
    std::map<std::int64_t, SettledLine*> byLine;
    for (SettledLine& line : lines) {
        open.push_back({line.id, line.maturity, measureOf(line, inForeign)});
        byLine[line.id] = &line;
    }
    for (const Allocation& part : allocations(std::move(open))) {
        SettledLine& debit = *byLine[part.debitLine];
        SettledLine& credit = *byLine[part.creditLine];
        const Decimal amount =
            inForeign ? smaller(tenon::absolute(debit.open), tenon::absolute(credit.open)) : part.amount;
        reduce(debit, amount, inForeign ? part.amount : foreignShare(debit, amount));
        reduce(credit, amount, inForeign ? part.amount : foreignShare(credit, amount));
        _app.database().execute(
            insertAllocation,
            {{"company", book.company.id},
             {"debit", debit.id},
             {"credit", credit.id},
             {"date", std::max(debit.date, credit.date)},
             {"amount", amount},
             {"foreign", inForeign ? std::optional(part.amount) : std::nullopt},
             {"now", tenon::Clock::now()},
             {"by", caller.id()}}
        );
    }
    for (const SettledLine& line : lines) {
        const auto foreign = isForeign(line) ? std::optional(line.openCurrency) : std::nullopt;
        _app.database().execute(updateOpen, {{"open", line.open}, {"foreign", foreign}, {"id", line.id}});
    }
}

/// What is left in company currency of a line that is settled in its own: the exchange rate has moved.
void Reconciliation::postExchange(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines) {
    NewEntry entry{.company = book.company.id, .journal = "GEN", .date = {}, .description = "Exchange difference"};
    entry.sourceModel = exchangeSource;
    entry.sourceId = tenon::Random::uuid();
    Decimal difference = book.zero();
    std::vector<SettledLine*> left;
    for (SettledLine& line : lines) {
        entry.date = std::max(entry.date, line.date);
        if (!isForeign(line) || !tenon::isZero(line.openCurrency) || tenon::isZero(line.open)) {
            continue;
        }
        EntryLine counter = entryLine(line.account, -line.open);
        counter.party = line.party;
        counter.currency = line.currency;
        counter.amountCurrency = Decimal(0, line.openCurrency.scale());
        counter.maturity = line.maturity;
        entry.lines.push_back(std::move(counter));
        difference += line.open;
        left.push_back(&line);
    }
    if (left.empty()) {
        return;
    }
    if (!tenon::isZero(difference)) {
        const std::string_view purpose = tenon::isNegative(difference) ? "exchange_gain" : "exchange_loss";
        const std::int64_t account = defaultAccount(_app.database(), book.company.id, purpose);
        entry.lines.push_back(entryLine(account, difference));
    }
    const PostedEntry posted = _post(caller, book, std::move(entry));
    std::vector<SettledLine> pairs;
    for (std::size_t i = 0; i < left.size(); ++i) {
        SettledLine counter = std::move(read(book, {posted.lines[i]}).front());
        std::vector<SettledLine> pair{*left[i], std::move(counter)};
        allocate(caller, book, pair);
        left[i]->open = pair[0].open;
        pairs.push_back(std::move(pair[1]));
    }
    lines.insert(lines.end(), pairs.begin(), pairs.end());
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

void Reconciliation::tell(const Book& book, const std::vector<SettledLine>& lines) {
    std::set<std::int64_t> entries;
    for (const SettledLine& line : lines) {
        entries.insert(line.entry);
    }
    if (_changed) {
        _changed(book.company.id, {entries.begin(), entries.end()});
    }
}

void Reconciliation::undo(const tenon::Caller& caller, const Book& book, std::int64_t reconciliation) {
    const auto id = _app.database().value<std::int64_t>(
        selectReconciliation, {{"id", reconciliation}, {"company", book.company.id}}
    );
    if (!id) {
        throw tenon::NotFound("There is no such reconciliation.");
    }
    removeAllocations(caller, book, ofReconciliation, "accounting_reconciliation", *id);
    _app.database().execute(forgetReconciliation, {{"id", *id}});
    _app.database().execute(endReconciliation, {{"now", tenon::Clock::now()}, {"by", caller.id()}, {"id", *id}});
}

void Reconciliation::release(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines) {
    for (const std::int64_t line : lines) {
        std::optional<std::int64_t> reconciliation;
        for (const SettledLine& found : read(book, {line})) {
            reconciliation = found.reconciliation;
        }
        if (reconciliation) {
            undo(caller, book, *reconciliation);
        } else {
            removeAllocations(caller, book, ofLine, "accounting_line", line);
        }
    }
}

void Reconciliation::removeAllocations(
    const tenon::Caller& caller, const Book& book, std::string_view select, std::string_view name, std::int64_t id
) {
    struct Removed {
        std::int64_t id, debit, credit, amount, foreign;
    };

    const auto removed = _app.database().rows(select, {{"id", id}}, [](const Row& row) {
        return Removed{
            row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.isNull(4) ? 0 : row.integer(4)};
    });
    std::vector<std::int64_t> lines;
    for (const Removed& each : removed) {
        _app.database().execute(endAllocation, {{"now", tenon::Clock::now()}, {"by", caller.id()}, {"id", each.id}});
        _app.database().execute(openAgain, {{"amount", each.amount}, {"foreign", each.foreign}, {"id", each.debit}});
        _app.database().execute(openAgain, {{"amount", -each.amount}, {"foreign", -each.foreign}, {"id", each.credit}});
        lines.insert(lines.end(), {each.debit, each.credit});
    }
    if (lines.empty()) {
        return;
    }
    _app.audit().record(
        caller,
        {.action = "accounting.lines.released",
         .model = name,
         .record = std::to_string(id),
         .before = tenon::JsonObject{{"lines", tenon::JsonArray(lines.begin(), lines.end())}},
         .after = nullptr,
         .reason = {}}
    );
    tell(book, read(book, lines));
    for (const std::int64_t line : std::set(lines.begin(), lines.end())) {
        const auto exchange =
            _app.database().value<std::int64_t>(selectExchange, {{"id", line}, {"model", exchangeSource}});
        if (exchange) {
            _reverse(caller, book, *exchange);
        }
    }
}

} // namespace accounting
