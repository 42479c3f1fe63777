#pragma once

#include <string>
#include <string_view>

namespace notifications {

/// What a receiver checks a post by: "v1=" and the HMAC-SHA256, in hexadecimal, of the timestamp (seconds since 1970,
/// as the header says them), a dot and the body, under the webhook's secret.
[[nodiscard]] std::string webhookSignature(std::string_view secret, std::string_view timestamp, std::string_view body);

} // namespace notifications
