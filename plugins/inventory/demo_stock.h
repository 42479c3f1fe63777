#pragma once

#include "stock/stock_service.h"

namespace inventory {

/// Products of the demo companies, and half a year of buying and selling them.
void loadDemoStock(tenon::App& app, StockService& stock, const tenon::Caller& system);

} // namespace inventory
