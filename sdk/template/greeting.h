#pragma once

#include <string>
#include <string_view>

namespace @NAME@ {

/// A greeting for `name`; one for everybody when it is empty.
[[nodiscard]] std::string greeting(std::string_view name);

} // namespace @NAME@
