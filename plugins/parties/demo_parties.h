#pragma once

#include "party_store.h"

namespace parties {

/// Invented customers, suppliers and subscribers of the demo companies.
void loadDemoParties(PartyStore& store, organisation::Companies& companies, const tenon::Caller& system);

} // namespace parties
