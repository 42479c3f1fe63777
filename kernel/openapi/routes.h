#pragma once

#include <kernel/http/router.h>

#include <tenon/app.h>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tenon::openapi {

/// Serves the API document at /schema/ and two pages that show it, Swagger UI at /schema/swagger-ui/ and ReDoc at
/// /schema/redoc/, from files below `assets` ("swagger-ui/swagger-ui-bundle.js", …) that the build took from npm
/// packages. Neither asks another server for anything. The document is made at the first request, when all modules have
/// declared; `router` outlives the routes.
void declareOpenApi(
    App& app, const http::Router& router, std::vector<std::string> prefixes, std::filesystem::path assets
);

} // namespace tenon::openapi
