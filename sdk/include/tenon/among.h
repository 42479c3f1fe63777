#pragma once

#include <tenon/scope.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tenon {

/// The rows whose `column` is one of `ids`, to read the parts of many records by one statement; no row where there are
/// none. Parameters begin with "among_". Since SDK 1.1.
[[nodiscard]] inline Condition among(std::string_view column, std::span<const std::int64_t> ids) {
    Condition condition{.sql = "1 = 0", .parameters = {}};
    for (const std::int64_t id : ids) {
        std::string name = "among_" + std::to_string(condition.parameters.size());
        if (condition.parameters.empty()) {
            condition.sql.assign(column).append(" IN (:");
        } else {
            condition.sql.append(", :");
        }
        condition.sql.append(name);
        condition.parameters.emplace_back(std::move(name), id);
    }
    if (!condition.parameters.empty()) {
        condition.sql.push_back(')');
    }
    return condition;
}

} // namespace tenon
