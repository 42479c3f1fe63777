#pragma once

#include "parts.h"

#include <string>

namespace identity {

/// The body of a new account as the kernel takes it. Throws Invalid when the repeated password is another one.
[[nodiscard]] tenon::JsonObject newAccountIn(const tenon::JsonObject& body);

/// Adds an account with its profile and its further roles; all of it or nothing.
[[nodiscard]] tenon::JsonObject addAccount(Parts& parts, const tenon::Caller& caller, const tenon::JsonObject& body);

/// Changes an account with its profile and its further roles; all of it or nothing.
[[nodiscard]] tenon::JsonObject
changeAccount(Parts& parts, const tenon::Caller& caller, std::string_view key, const tenon::JsonObject& body);

/// The text of a JSON number or text that names a record.
[[nodiscard]] std::string keyOf(const tenon::Json& value);

} // namespace identity
