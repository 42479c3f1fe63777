#pragma once

#include "stock/stock_service.h"

#include <tenon/app.h>

namespace inventory {

/// Products, categories, units, warehouses, locations, lots and reorder rules: the tables that people keep.
void declareCatalogue(tenon::App& app, StockService& stock);

} // namespace inventory
