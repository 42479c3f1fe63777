#pragma once

#include <tenon/resource.h>

namespace locations {

[[nodiscard]] tenon::Resource divisions();
[[nodiscard]] tenon::Resource districts();
[[nodiscard]] tenon::Resource thanas();
[[nodiscard]] tenon::Resource countries();

} // namespace locations
