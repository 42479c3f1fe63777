#pragma once

#include <tenon/database.h>
#include <tenon/decimal.h>
#include <tenon/time.h>

#include <cstdint>

namespace accounting {

/// What a tax of an invoice applied to that came to nothing: zero-rated, exempt, not deductible. The ledger has no line
/// of it, the tax report has its base.
struct UntaxedBase {
    std::int64_t tax = 0;
    tenon::Decimal base; ///< In company currency, debits positive
};

/// Where such a base belongs.
struct UntaxedAt {
    std::int64_t company = 0;
    std::int64_t invoice = 0;
    tenon::Date date;
    tenon::Timestamp postedAt;
};

void keepUntaxed(tenon::Database& database, const UntaxedAt& at, const UntaxedBase& untaxed);

} // namespace accounting
