#include "stock/stock_ledger.h"

#include <tenon/accounting.h>

namespace inventory {

std::optional<std::int64_t>
StockLedger::post(const tenon::Caller& caller, const organisation::Company& company, const Posting& posting) {
    if (company.stockAccounting == organisation::StockAccounting::None || posting.amounts.empty()) {
        return std::nullopt;
    }
    const auto ledger = _app.find<accounting::Ledger>();
    if (!ledger) {
        throw tenon::Conflict(
            "ACCOUNT_NOT_CONFIGURED", "The company keeps stock in its books, which are switched off."
        );
    }
    accounting::NewEntry entry;
    entry.company = company.id;
    entry.journal = "STK";
    entry.date = posting.date;
    entry.description = posting.description;
    entry.sourceModel = posting.sourceModel;
    entry.sourceId = posting.sourceId;
    for (const LedgerAmount& amount : posting.amounts) {
        const tenon::Decimal balance = rounded(amount.balance, company.currency.digits);
        entry.lines.push_back(accounting::entryLine(ledger->account(company.id, amount.purpose), balance));
    }
    return ledger->post(caller, entry).id;
}

CostRecognition StockLedger::recognitionOf(const organisation::Company& company) {
    return company.stockAccounting == organisation::StockAccounting::AngloSaxon ? CostRecognition::AtInvoice
                                                                                : CostRecognition::AtDelivery;
}

} // namespace inventory
