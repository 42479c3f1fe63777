#pragma once

#include "valuation/posting.h"

#include <tenon/accounting.h>
#include <tenon/app.h>
#include <tenon/organisation.h>

#include <optional>
#include <string>

namespace inventory {

/// What an entry is for.
struct Posting {
    std::int64_t product = 0;
    tenon::Date date;
    std::string description;
    std::string sourceModel;
    std::string sourceId;
    std::vector<LedgerAmount> amounts;
};

/// The books of companies that keep the value of their stock there. Other companies post nothing.
///
/// Accounts are those of the product's category or of the nearest one above that names them, else the company's. The
/// value of a product stays on the account that it is on: another one of its category is used when none of it is left.
class StockLedger {
public:
    explicit StockLedger(tenon::App& app) : _app(app) {}

    /// Returns the entry, if there is one.
    std::optional<std::int64_t>
    post(const tenon::Caller& caller, const organisation::Company& company, const Posting& posting);

    [[nodiscard]] static CostRecognition recognitionOf(const organisation::Company& company);

private:
    [[nodiscard]] std::int64_t
    accountOf(accounting::Ledger& ledger, std::int64_t company, std::int64_t product, const LedgerAmount& amount);

    tenon::App& _app;
};

} // namespace inventory
