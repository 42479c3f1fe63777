#pragma once

#include "screening/hit.h"

#include <tenon/message.h>

namespace dttot::compliance {

/// The sentence that a reason stands for.
[[nodiscard]] tenon::Message messageOf(const screening::Reason& reason);

} // namespace dttot::compliance
