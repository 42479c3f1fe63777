#pragma once

#include "party_store.h"

namespace parties {

void declareRoutes(tenon::App& app, PartyStore& store);

} // namespace parties
