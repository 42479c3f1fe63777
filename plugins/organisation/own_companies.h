#pragma once

#include "company_store.h"

#include <tenon/app.h>

namespace organisation {

/// The routes by which somebody sees in which companies he may act, and chooses the one that counts when he names none.
void declareOwnCompanies(tenon::App& app, CompanyStore& companies);

} // namespace organisation
