#pragma once

#include "ledger_service.h"

#include <optional>

namespace accounting {

/// An unrealised exchange difference, and its reversal on the day after.
struct Revalued {
    PostedEntry entry;
    PostedEntry reversal;
    tenon::Decimal gain; ///< Negative: a loss
};

/// Brings what is held and owed in foreign currencies on `date` to the rate of that day by an entry that the next day
/// reverses. Monetary accounts only: cash, bank, clearing, loans, receivable and payable. Nothing when there is no
/// difference. Throws Conflict RATE_MISSING, and DUPLICATE when the day was revalued before.
[[nodiscard]] std::optional<Revalued> revalue(
    const tenon::Caller& caller, tenon::Database& database, const Book& book, LedgerService& ledger, tenon::Date date
);

} // namespace accounting
