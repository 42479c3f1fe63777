#pragma once

#include <kernel/http/transport/application.h>

#include <tenon/error.h>

namespace tenon::http {

/// What the transport refused, in words.
[[nodiscard]] Error errorOf(Refusal refusal);

} // namespace tenon::http
