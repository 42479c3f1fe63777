#pragma once

#include "stock/stock_service.h"

#include <tenon/app.h>

namespace inventory {

/// Adds and changes products from spreadsheets. Without the module documents there is no such route. `routes` are those
/// of products().
void declareProductImport(tenon::App& app, StockService& stock, tenon::ResourceRoutes& routes);

} // namespace inventory
