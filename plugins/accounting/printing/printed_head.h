#pragma once

#include "ledger/books.h"
#include "printing/words.h"

#include <tenon/documents/report.h>
#include <tenon/json.h>

#include <string>

namespace accounting {

/// A report with what stands above it on paper: the company, the title, the period, the currency, and when it was
/// printed. Its table goes into the only section that it has.
[[nodiscard]] documents::Report
printedHead(const tenon::JsonObject& report, const Book& book, const Words& words, std::string title);

} // namespace accounting
