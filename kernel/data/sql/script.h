#pragma once

#include <string_view>
#include <vector>

namespace tenon::data {

/// The statements of a text, cut at semicolons outside of quotes and comments; blank ones are left out.
[[nodiscard]] std::vector<std::string_view> statementsOf(std::string_view script);

} // namespace tenon::data
