/// What was settled is opened again.

#include "reconciliation.h"

#include <algorithm>
#include <set>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view selectReconciliation =
    "SELECT id FROM accounting_reconciliation WHERE id = :id AND company_id = :company AND removed_at IS NULL";
constexpr std::string_view ofReconciliation =
    "SELECT id, debit_line_id, credit_line_id, amount, debit_currency, credit_currency, date FROM "
    "accounting_allocation "
    "WHERE reconciliation_id = :id AND removed_at IS NULL ORDER BY id";
constexpr std::string_view ofLine =
    "SELECT id, debit_line_id, credit_line_id, amount, debit_currency, credit_currency, date FROM "
    "accounting_allocation "
    "WHERE (debit_line_id = :id OR credit_line_id = :id) AND removed_at IS NULL ORDER BY id";
constexpr std::string_view selectPostedAlong =
    "SELECT e.id FROM accounting_line l JOIN accounting_entry e ON e.id = l.entry_id "
    "WHERE l.id = :id AND e.source_model IN (:exchange, :write_off) AND e.reversed_by_id IS NULL";
constexpr std::string_view endAllocation =
    "UPDATE accounting_allocation SET removed_at = :now, removed_by = :by WHERE id = :id";
constexpr std::string_view openAgain =
    "UPDATE accounting_line SET open_amount = open_amount + :amount, "
    "open_currency = CASE WHEN open_currency IS NULL THEN NULL ELSE open_currency + :foreign END WHERE id = :id";
constexpr std::string_view dissolving[] = {
    "UPDATE accounting_line SET reconciliation_id = NULL WHERE reconciliation_id = :id",
    "UPDATE accounting_allocation SET reconciliation_id = NULL WHERE reconciliation_id = :id",
};
constexpr std::string_view endReconciliation =
    "UPDATE accounting_reconciliation SET removed_at = :now, removed_by = :by WHERE id = :id AND removed_at IS NULL";

} // namespace

std::vector<Reconciliation::Stored> Reconciliation::allocationsOf(std::string_view select, std::int64_t id) {
    return _app.database().rows(select, {{"id", id}}, [](const Row& row) {
        return Stored{
            row.integer(0),
            row.integer(1),
            row.integer(2),
            row.integer(3),
            row.isNull(4) ? 0 : row.integer(4),
            row.isNull(5) ? 0 : row.integer(5),
            row.get<tenon::Date>(6)};
    });
}

std::map<std::int64_t, std::int64_t> Reconciliation::postedAlong(const std::vector<Stored>& allocations) {
    std::map<std::int64_t, std::int64_t> entries;
    for (const Stored& each : allocations) {
        for (const std::int64_t line : {each.debit, each.credit}) {
            const auto entry = _app.database().value<std::int64_t>(
                selectPostedAlong, {{"id", line}, {"exchange", exchangeSource}, {"write_off", writeOffSource}}
            );
            if (entry) {
                entries[line] = *entry;
            }
        }
    }
    return entries;
}

void Reconciliation::dissolve(const tenon::Caller& caller, std::int64_t reconciliation) {
    for (const std::string_view statement : dissolving) {
        _app.database().execute(statement, {{"id", reconciliation}});
    }
    _app.database().execute(
        endReconciliation, {{"now", tenon::Clock::now()}, {"by", caller.id()}, {"id", reconciliation}}
    );
}

void Reconciliation::open(
    const tenon::Caller& caller, const Book& book, const std::vector<Stored>& allocations, std::string_view what
) {
    const tenon::Timestamp now = tenon::Clock::now();
    const tenon::Date today = _app.find<organisation::Companies>()->today(book.company);
    tenon::JsonArray ids;
    std::vector<Settled> opened;
    for (const Stored& each : allocations) {
        _app.database().execute(endAllocation, {{"now", now}, {"by", caller.id()}, {"id", each.id}});
        _app.database().execute(
            openAgain, {{"amount", each.amount}, {"foreign", each.debitCurrency}, {"id", each.debit}}
        );
        _app.database().execute(
            openAgain, {{"amount", -each.amount}, {"foreign", -each.creditCurrency}, {"id", each.credit}}
        );
        for (const SettledLine& line : read(book, {each.debit, each.credit})) {
            const std::int64_t foreign = line.id == each.debit ? each.debitCurrency : each.creditCurrency;
            const Decimal amount =
                line.currency.empty() ? book.amount(each.amount) : Decimal(foreign, line.openCurrency.scale());
            opened.push_back({line.entry, line.account, std::max(today, each.date), -amount});
            ids.emplace_back(line.id);
        }
    }
    if (opened.empty()) {
        return;
    }
    _app.audit().record(
        caller,
        {.action = "accounting.lines.released",
         .model = "accounting_line",
         .record = std::string(what),
         .before = tenon::JsonObject{{"lines", std::move(ids)}},
         .after = nullptr,
         .reason = {}}
    );
    if (_changed) {
        _changed(caller, book, opened, {});
    }
}

void Reconciliation::undo(const tenon::Caller& caller, const Book& book, std::int64_t reconciliation) {
    const auto id = _app.database().value<std::int64_t>(
        selectReconciliation, {{"id", reconciliation}, {"company", book.company.id}}
    );
    if (!id) {
        throw tenon::NotFound("There is no such reconciliation.");
    }
    const std::vector<Stored> all = allocationsOf(ofReconciliation, *id);
    dissolve(caller, *id);
    open(caller, book, all, std::to_string(*id));
    for (const auto& [line, entry] : postedAlong(all)) {
        _reverse(caller, book, entry);
    }
}

void Reconciliation::release(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines) {
    for (const SettledLine& line : read(book, lines)) {
        // Another line of these may have ended the reconciliation meanwhile.
        const auto reconciliation = read(book, {line.id}).front().reconciliation;
        std::vector<Stored> removed =
            reconciliation ? allocationsOf(ofReconciliation, *reconciliation) : allocationsOf(ofLine, line.id);
        const std::map<std::int64_t, std::int64_t> along = postedAlong(removed);
        if (reconciliation) {
            dissolve(caller, *reconciliation);
            std::erase_if(removed, [&](const Stored& each) {
                return !each.isOf(line.id) && !along.contains(each.debit) && !along.contains(each.credit);
            });
        }
        open(caller, book, removed, std::to_string(line.id));
        for (const auto& [own, entry] : along) {
            _reverse(caller, book, entry);
        }
    }
}

} // namespace accounting
