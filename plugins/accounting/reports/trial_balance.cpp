#include "trial_balance.h"

#include "ledger/fiscal_years.h"

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::JsonObject;

Sum zero(const Book& book) { return {book.zero(), book.zero()}; }

/// The sums of lines before `from`: what came before the fiscal year, and what came in it.
struct Before {
    Sums years;
    Sums year;
};

Before sumsBefore(tenon::Database& database, const Book& book, const ReportQuery& query, Date start) {
    const Window years{
        .from = std::nullopt,
        .to = dayBefore(start),
        .closing = ClosingEntries::counted,
        .asOf = query.asOf,
        .includeDrafts = query.includeDrafts};
    Before before{.years = sumsOf(database, book, years), .year = {}};
    if (start < query.from) {
        Window year = years;
        year.from = start;
        year.to = dayBefore(query.from);
        year.closing = query.includeClosing ? ClosingEntries::counted : ClosingEntries::leftOut;
        before.year = sumsOf(database, book, year);
    }
    return before;
}

Sum onSide(Decimal balance) {
    const Decimal nothing(0, balance.scale());
    return tenon::isNegative(balance) ? Sum{nothing, -balance} : Sum{balance, nothing};
}

JsonObject amountsOf(const TrialRow& row, TrialColumns columns) {
    const bool isNet = columns == TrialColumns::net;
    const Sum opening = isNet ? onSide(row.opening.balance()) : row.opening;
    const Sum closing = isNet ? onSide(row.closing().balance()) : row.closing();
    return {
        {"opening", row.opening.balance().text()},
        {"debit", row.period.debit.text()},
        {"credit", row.period.credit.text()},
        {"closing", row.closing().balance().text()},
        {"opening_debit", opening.debit.text()},
        {"opening_credit", opening.credit.text()},
        {"closing_debit", closing.debit.text()},
        {"closing_credit", closing.credit.text()},
    };
}

JsonObject shown(const ReportAccount& account, const TrialRow& row, TrialColumns columns) {
    JsonObject json{
        {"account_id", account.id},
        {"code", account.code},
        {"name", account.name},
        {"type", account.type},
        {"level", account.level},
        {"is_group", account.isGroup},
    };
    for (auto& [name, amount] : amountsOf(row, columns)) {
        json.emplace(name, std::move(amount));
    }
    return json;
}

} // namespace

TrialBalance
trialBalance(tenon::Database& database, const Book& book, const AccountTree& tree, const ReportQuery& query) {
    const Date start = yearStart(database, book.company, query.from);
    const Before before = sumsBefore(database, book, query, start);
    const Sums period = sumsOf(
        database,
        book,
        {.from = query.from,
         .to = query.to,
         .closing = query.includeClosing ? ClosingEntries::counted : ClosingEntries::leftOut,
         .asOf = query.asOf,
         .includeDrafts = query.includeDrafts}
    );
    const TrialRow nothing{zero(book), zero(book)};
    TrialBalance trial{.rows = {}, .unclosed = nothing, .total = nothing};
    const auto rowOf = [&](std::int64_t account) -> TrialRow& {
        return trial.rows.try_emplace(account, nothing).first->second;
    };
    for (const auto& [id, sum] : before.years) {
        const ReportAccount* account = tree.find(id);
        if (account == nullptr || account->isDeferred() || query.showUnclosedYears) {
            rowOf(id).opening += sum;
        } else {
            rowOf(id); // it was used
            trial.unclosed.opening += sum;
        }
    }
    for (const auto& [id, sum] : before.year) {
        rowOf(id).opening += sum;
    }
    for (const auto& [id, sum] : period) {
        rowOf(id).period += sum;
    }
    trial.total += trial.unclosed;
    const std::map<std::int64_t, TrialRow> leaves = trial.rows;
    for (const auto& [id, row] : leaves) {
        trial.total += row;
        tree.forEachAbove(id, [&, added = row](std::int64_t above) { rowOf(above) += added; });
    }
    return trial;
}

JsonObject
trialBalanceReport(tenon::Database& database, const Book& book, const ReportQuery& query, TrialColumns columns) {
    const AccountTree tree(database, book.company.id, query.asOf);
    const TrialBalance trial = trialBalance(database, book, tree, query);
    tenon::JsonArray rows;
    for (const ReportAccount& account : tree.accounts()) {
        const auto row = trial.rows.find(account.id);
        if (row != trial.rows.end()) {
            rows.push_back(shown(account, row->second, columns));
        } else if (query.showZero) {
            rows.push_back(shown(account, {zero(book), zero(book)}, columns));
        }
    }
    JsonObject report = reportHead(book, query);
    report.emplace("accounts", std::move(rows));
    // Split sides of the openings and closings do not add up to those of the total, so the total has its own.
    report.emplace("unclosed_previous_years", amountsOf(trial.unclosed, columns));
    report.emplace("totals", amountsOf(trial.total, columns));
    return report;
}

} // namespace accounting
