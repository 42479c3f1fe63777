#pragma once

#include "ledger/books.h"
#include "printing/words.h"

#include <tenon/documents/report.h>
#include <tenon/json.h>

namespace accounting {

/// Reports as accountants print them: each takes the report as the API answers it, so that the figures are the same.
using PrintedReport = documents::Report (*)(const tenon::JsonObject& report, const Book& book, const Words& words);

[[nodiscard]] documents::Report
printedTrialBalance(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedProfitLoss(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedBalanceSheet(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report printedCashFlow(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedGeneralLedger(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedPartyStatement(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedReceivables(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report printedPayables(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report printedTaxes(const tenon::JsonObject& report, const Book& book, const Words& words);
[[nodiscard]] documents::Report
printedExplanation(const tenon::JsonObject& report, const Book& book, const Words& words);

} // namespace accounting
