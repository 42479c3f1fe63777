#pragma once

#include "valuation/posting.h"

#include <tenon/app.h>
#include <tenon/organisation.h>

#include <optional>
#include <string>

namespace inventory {

/// What an entry is for.
struct Posting {
    tenon::Date date;
    std::string description;
    std::string sourceModel;
    std::string sourceId;
    std::vector<LedgerAmount> amounts;
};

/// The books of companies that keep the value of their stock there. Other companies post nothing.
class StockLedger {
public:
    explicit StockLedger(tenon::App& app) : _app(app) {}

    /// Returns the entry, if there is one.
    std::optional<std::int64_t>
    post(const tenon::Caller& caller, const organisation::Company& company, const Posting& posting);

    [[nodiscard]] static CostRecognition recognitionOf(const organisation::Company& company);

private:
    tenon::App& _app;
};

} // namespace inventory
