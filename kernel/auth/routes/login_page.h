#pragma once

#include <string>
#include <string_view>

namespace tenon::auth {

/// Whether the page comes after an attempt to sign in.
enum class Attempt { None, Failed };

/// The page to sign in; it needs no script and nothing from elsewhere.
[[nodiscard]] std::string loginPage(Attempt attempt);

/// The page of who is signed in; `proof` is what its form sends to sign out.
[[nodiscard]] std::string logoutPage(std::string_view name, std::string_view proof);

} // namespace tenon::auth
