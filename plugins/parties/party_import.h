#pragma once

#include "party_store.h"

namespace parties {

/// Adds and changes parties from spreadsheets. Without the module documents there is no such route.
void declareImport(tenon::App& app, PartyStore& store, organisation::Companies& companies);

} // namespace parties
