#pragma once

#include "routes/parts.h"

#include <tenon/resource.h>

namespace inventory {

/// Deleting a record of these resources, which only goes where nothing refers to it: DELETE is refused with 409 IN_USE,
/// naming what does, and "<path>/{id}/can-delete/" tells so beforehand.
void guardProducts(tenon::App& app, tenon::ResourceRoutes& products);
void guardCategories(tenon::App& app, tenon::ResourceRoutes& categories);
void guardUnitCategories(tenon::App& app, tenon::ResourceRoutes& unitCategories);
void guardUnits(tenon::App& app, tenon::ResourceRoutes& units);
void guardLots(tenon::App& app, tenon::ResourceRoutes& lots);
void guardLocations(tenon::App& app, tenon::ResourceRoutes& locations);
/// A warehouse takes along its locations, which it made itself.
void guardWarehouses(tenon::App& app, tenon::ResourceRoutes& warehouses);

} // namespace inventory
