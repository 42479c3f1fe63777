#pragma once

#include <tenon/json.h>

#include <cstdint>
#include <string_view>

namespace dttot {

/// The whole number at `key`, 0 when there is none.
[[nodiscard]] inline std::int64_t numberAt(const tenon::JsonObject& object, std::string_view key) {
    const tenon::Json* found = object.if_contains(key);
    boost::system::error_code error;
    const auto number = found != nullptr && found->is_number() ? found->to_number<std::int64_t>(error) : 0;
    return error ? 0 : number;
}

} // namespace dttot
