#pragma once

#include <tenon/json.h>

#include <array>
#include <string_view>

namespace tenon::auth {

/// The members under which clients send the name they sign in by; the first that is there counts.
inline constexpr std::array<std::string_view, 3> loginNames{"login_id", "username", "email"};

/// The name in the body of a login; empty when there is none.
[[nodiscard]] inline std::string_view loginNameIn(const JsonObject& body) {
    for (const std::string_view key : loginNames) {
        if (const std::string_view name = textAt(body, key); !name.empty()) {
            return name;
        }
    }
    return {};
}

} // namespace tenon::auth
