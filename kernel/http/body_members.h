#pragma once

#include <kernel/http/transport/message.h>

#include <tenon/json.h>

namespace tenon::http {

/// The members of a small JSON or form body as they were sent, before anything is checked; empty when it cannot be
/// read. For deciding how to answer and whom to count, never for what the request asks.
[[nodiscard]] JsonObject bodyMembers(const Message& message);

} // namespace tenon::http
