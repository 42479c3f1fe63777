#pragma once

#include "ledger/books.h"

#include <tenon/arithmetic.h>
#include <tenon/database.h>

#include <map>
#include <optional>

namespace accounting {

/// Debits and credits of an account.
struct Sum {
    tenon::Decimal debit;
    tenon::Decimal credit;

    [[nodiscard]] tenon::Decimal balance() const { return debit - credit; }

    Sum& operator+=(const Sum& other) {
        debit += other.debit;
        credit += other.credit;
        return *this;
    }
};

using Sums = std::map<std::int64_t, Sum>; ///< By account

enum class ClosingEntries { counted, leftOut };

/// The lines that are summed.
struct Window {
    std::optional<tenon::Date> from; ///< Without: from the beginning
    tenon::Date to;                  ///< Inclusive
    ClosingEntries closing = ClosingEntries::counted;
    std::optional<tenon::Timestamp> asOf;
    bool includeDrafts = false;
};

/// Sums for each account with a line in the window: from the maintained balances of whole months where they serve (the
/// present, no drafts), else from the lines themselves.
[[nodiscard]] Sums sumsOf(tenon::Database& database, const Book& book, const Window& window);

/// The same from the lines alone.
[[nodiscard]] Sums sumsOfLines(tenon::Database& database, const Book& book, const Window& window);

/// The company's balances that differ from the sums of its lines, as texts; empty when all is well.
[[nodiscard]] std::vector<std::string> wrongBalances(tenon::Database& database, const Book& book);

/// Makes the balances of a company anew from its lines.
void rebuildBalances(tenon::Database& database, std::int64_t company);

[[nodiscard]] tenon::Date dayBefore(tenon::Date date);

} // namespace accounting
