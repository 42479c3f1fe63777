#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <cstdint>
#include <vector>

namespace accounting {

/// What is open of a line on a receivable, payable or another account that is reconciled: debit − credit − allocations.
struct OpenLine {
    std::int64_t line = 0;
    tenon::Date maturity;
    tenon::Decimal open;
};

/// A part of a debit line that a part of a credit line settles.
struct Allocation {
    std::int64_t debitLine = 0;
    std::int64_t creditLine = 0;
    tenon::Decimal amount; ///< Positive
};

/// Settles debits by credits, oldest maturity first (then the smaller line), as far as both go.
[[nodiscard]] std::vector<Allocation> allocations(std::vector<OpenLine> lines);

} // namespace accounting
