#pragma once

#include "account_tree.h"
#include "report_query.h"
#include "sums.h"

namespace accounting {

/// One account in a trial balance.
struct TrialRow {
    Sum opening;
    Sum period;

    [[nodiscard]] Sum closing() const { return {opening.debit + period.debit, opening.credit + period.credit}; }

    TrialRow& operator+=(const TrialRow& other) {
        opening += other.opening;
        period += other.period;
        return *this;
    }
};

struct TrialBalance {
    std::map<std::int64_t, TrialRow> rows; ///< Of accounts that were used, groups included
    TrialRow unclosed;                     ///< Income and expense of years before that were not closed
    TrialRow total;                        ///< Each account once, and `unclosed`
};

/// Income and expense begin with the fiscal year that `from` falls into. Closing entries of this year and later ones do
/// not count unless asked for.
[[nodiscard]] TrialBalance
trialBalance(tenon::Database& database, const Book& book, const AccountTree& tree, const ReportQuery& query);

enum class TrialColumns {
    net,  ///< Openings and closings on the side of their balance
    gross ///< Debits and credits each as they are
};

[[nodiscard]] tenon::JsonObject
trialBalanceReport(tenon::Database& database, const Book& book, const ReportQuery& query, TrialColumns columns);

} // namespace accounting
