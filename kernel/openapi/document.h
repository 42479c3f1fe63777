#pragma once

#include <kernel/http/router.h>

#include <tenon/json.h>

#include <span>
#include <string>

namespace tenon::openapi {

/// The OpenAPI 3.1 document of every route that is served, made from what modules declared.
[[nodiscard]] JsonObject documentOf(const http::Router& router, std::span<const std::string> prefixes);

} // namespace tenon::openapi
