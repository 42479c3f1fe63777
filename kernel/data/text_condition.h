#pragma once

#include <tenon/database.h>

#include <span>
#include <string>
#include <string_view>

namespace tenon::data {

/// A condition with one parameter: one of the columns holds a text somewhere, ASCII letters in either case.
struct TextCondition {
    std::string sql;
    std::string value; ///< Of the parameter
};

/// Looks for `text`, taken literally, in `columns`; `parameter` is the name that it is bound by.
[[nodiscard]] TextCondition
holding(std::string_view text, std::span<const std::string_view> columns, std::string_view parameter, Backend backend);

} // namespace tenon::data
