#pragma once

#include <tenon/field.h>

namespace inventory {

[[nodiscard]] tenon::Fields movementBody();
[[nodiscard]] tenon::Fields movementMembers();
[[nodiscard]] tenon::Fields movementQuery();

} // namespace inventory
