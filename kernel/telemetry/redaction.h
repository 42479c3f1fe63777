#pragma once

#include <tenon/json.h>

#include <string>
#include <string_view>

namespace tenon::telemetry {

/// What stands in the log in place of a secret.
inline constexpr std::string_view redactedMark = "[redacted]";

/// Whether a member or parameter of this name holds a secret: "password", "refreshToken", "X-Api-Key", "dsn".
[[nodiscard]] bool namesSecret(std::string_view name);

/// `text` without what is recognisably a secret: the values of names that say so ("password=…", "\"token\": \"…\""),
/// what follows "Bearer", "Token" or "Basic", signed tokens (JWT), the password of a URL, and long words that look made
/// by a random generator. Whoever logs leaves secrets out; this is for texts that come from elsewhere.
[[nodiscard]] std::string redacted(std::string_view text);

/// Does the same to every text among the fields, and hides members whose names say that they are secret.
void redact(JsonObject& fields);

} // namespace tenon::telemetry
