#pragma once

#include "party_store.h"

namespace parties {

void declareRoutes(tenon::App& app, PartyStore& store);

/// Customers and suppliers under paths of their own: the parties of one role.
void declareRoleRoutes(tenon::App& app, PartyStore& store);

} // namespace parties
