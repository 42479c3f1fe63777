#pragma once

#include <string>
#include <string_view>

namespace tenon::auth {

/// Whether the page comes after an attempt to sign in.
enum class Attempt { None, Failed };

/// The page to sign in, for an API below `prefix`; it needs no script and nothing from elsewhere.
[[nodiscard]] std::string loginPage(Attempt attempt, std::string_view prefix);

/// The page of who is signed in; `proof` is what its form sends to sign out.
[[nodiscard]] std::string logoutPage(std::string_view name, std::string_view proof, std::string_view prefix);

} // namespace tenon::auth
