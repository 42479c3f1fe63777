#pragma once

#include "parts.h"

namespace accounting {

/// Accounts and opening balances from spreadsheets. Without the module documents there are no such routes. `accounts`
/// are the routes of the chart's accounts, which have these fields.
void declareAccountImport(tenon::App& app, Parts& parts, tenon::ResourceRoutes& accounts, const tenon::Fields& fields);
void declareOpeningImport(tenon::App& app, Parts& parts);

} // namespace accounting
