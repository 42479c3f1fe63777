/// Parties: the persons and organisations behind customers, suppliers, subscribers and employees.

#include "demo_parties.h"
#include "party_import.h"
#include "party_store.h"
#include "routes.h"

#include <tenon/module.h>

TENON_MODULE(parties, "1.0.0", "organisation, documents?") {
    app.dialect("gaara");
    app.permission("parties.view", "May list and read parties.");
    app.permission("parties.add", "May add parties.");
    app.permission("parties.change", "May change parties.");
    app.permission("parties.delete", "May delete parties that nothing refers to.");
    app.permission("parties.merge", "May put one party in the place of another.");

    const auto companies = app.find<organisation::Companies>();
    const auto store =
        std::make_shared<parties::PartyStore>(app, companies, [&app] { return app.find<parties::Screening>(); });
    app.provide<parties::Parties>(store);
    auto& kept = app.keep<std::shared_ptr<parties::PartyStore>>(store);
    parties::declareRoutes(app, *kept);
    parties::declareRoleRoutes(app, *kept);
    parties::declareImport(app, *kept, *companies);
    app.demo([&kept, companies](const tenon::Caller& system) { parties::loadDemoParties(*kept, *companies, system); });
}
