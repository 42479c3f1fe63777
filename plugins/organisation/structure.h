#pragma once

#include <tenon/resource.h>

namespace organisation {

[[nodiscard]] tenon::Resource currencies();
[[nodiscard]] tenon::Resource branches();
/// Departments at the path of one of the documents that list them.
[[nodiscard]] tenon::Resource departments(std::string_view path);

} // namespace organisation
