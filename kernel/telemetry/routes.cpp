#include <kernel/telemetry/routes.h>

namespace tenon::telemetry {

void declareHealth(App& app, const Health& health) {
    const auto check = [&health](const Request&) {
        const bool isReady = health.isReady();
        return Reply(isReady ? 200 : 503, Json{{"status", isReady ? "ok" : "down"}});
    };
    app.get("/health-check/", check).open().answers({fields::text("status")}).summary("Whether the API is available");
    app.get("/health/", check).open().answers({fields::text("status")}).summary("Whether the API is available");
}

} // namespace tenon::telemetry
