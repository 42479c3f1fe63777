#include "compliance/compliance.h"

#include "compliance/screening_routes.h"

namespace dttot::compliance {

void declare(tenon::App& app) {
    app.permission(screenPermission, "Hold names against the lists.");
    const auto& settings = app.keep<ScreeningSettings>(app);
    auto& lists = app.keep<ListsInForce>(app, settings);
    app.onReady([&lists] { lists.start(); });
    app.onStop([&lists] { lists.stop(); });
    app.subscribe("dttot.list.changed", [&lists](const tenon::Event&) { lists.wake(); });
    declareScreeningRoutes(app, app.keep<Screenings>(app, lists));
}

} // namespace dttot::compliance
