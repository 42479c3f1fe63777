#pragma once

#include "report_query.h"

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/parties.h>
#include <tenon/reply.h>

#include <string_view>

/// Reports that show single lines, and those that come from what is open of them.
namespace accounting {

/// The lines of an account with its running balance; `explain` of a cell of the other reports leads here.
[[nodiscard]] tenon::JsonObject generalLedgerReport(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    std::int64_t account,
    const tenon::Paging& paging
);

/// What a party owes and is owed: its lines on receivable and payable accounts.
[[nodiscard]] tenon::JsonObject partyStatementReport(
    tenon::Database& database, const Book& book, const ReportQuery& query, std::int64_t party, parties::Parties& parties
);

/// What parties owe on `query.to` by the age of its maturity: receivable, or what is owed to them: payable.
[[nodiscard]] tenon::JsonObject agedReport(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    std::string_view subtype,
    parties::Parties& parties
);

/// Base and amount of each tax, zero-rated and exempt ones as well, and the amount of each tax account.
[[nodiscard]] tenon::JsonObject taxReport(tenon::Database& database, const Book& book, const ReportQuery& query);

/// Which lines stand behind a cell.
enum class Cell { opening, period, closing };

/// The lines behind a cell of an account (or a group) in the trial balance, profit and loss or the balance sheet.
[[nodiscard]] tenon::JsonObject explainReport(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    std::int64_t account,
    Cell cell,
    const tenon::Paging& paging
);

} // namespace accounting
