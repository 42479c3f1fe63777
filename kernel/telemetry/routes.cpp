#include <kernel/telemetry/routes.h>

namespace tenon::telemetry {

namespace {

using namespace tenon::fields;

constexpr std::string_view viewPermission = "health.view";

bool wantsText(const Request& request) {
    return request.header("accept").value_or("").find("text/plain") != std::string_view::npos;
}

} // namespace

void declareHealth(App& app, const Health& health, const Metrics& metrics) {
    const auto check = [&health](const Request&) {
        const bool isReady = health.isReady();
        return Reply(isReady ? 200 : 503, Json{{"status", isReady ? "ok" : "down"}});
    };
    const auto connected = [&health](const Request&) {
        return ok({{"is_connected", health.isReady() ? "true" : "false"}});
    };
    const auto detailed = [&health](const Request&) {
        JsonObject report = health.report();
        const bool isDown = textAt(report, "status") == "down";
        return Reply(isDown ? 503 : 200, std::move(report));
    };
    const auto figures = [&metrics](const Request& request) {
        return wantsText(request) ? Reply(200, Document{metrics.text(), std::string(Metrics::contentType)})
                                  : ok(metrics.values());
    };

    app.permission(viewPermission, "See how the parts of the server are, and its figures");
    // clang-format off: a route's guard, answer and summary stay together
    app.get("/health-check/", check)
        .dialect("danasaham")
        .open()
        .answers({text("status")})
        .summary("Whether the API is available");
    app.get("/health/", check)
        .dialect("gaara")
        .open()
        .answers({text("status")})
        .summary("Whether the API is available");
    app.get("/health/detailed/", detailed)
        .dialect("gaara")
        .needs(viewPermission)
        .rateClass("admin")
        .answers({text("status"), json("components")})
        .summary("How each part of the server is");
    app.get("/health/metrics/", figures)
        .dialect("gaara")
        .needs(viewPermission)
        .rateClass("admin")
        .summary("The figures of the server, as JSON or, for Accept: text/plain, in the format of Prometheus");
    app.get("/is-connected/", connected)
        .dialect("bitblast")
        .open()
        .answers({text("is_connected")})
        .summary("Whether the server reaches what it needs, as the text true or false");
    // clang-format on
}

} // namespace tenon::telemetry
