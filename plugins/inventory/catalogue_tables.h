#pragma once

#include <tenon/resource.h>

namespace inventory {

[[nodiscard]] tenon::Resource unitCategories();
[[nodiscard]] tenon::Resource units();
[[nodiscard]] tenon::Resource categories();
[[nodiscard]] tenon::Resource products();
[[nodiscard]] tenon::Resource warehouses();
[[nodiscard]] tenon::Resource locations();
[[nodiscard]] tenon::Resource lots();
[[nodiscard]] tenon::Resource reorderRules();

} // namespace inventory
