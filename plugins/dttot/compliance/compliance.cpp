#include "compliance/compliance.h"

#include "compliance/blocks.h"
#include "compliance/case_routes.h"
#include "compliance/demo_desk.h"
#include "compliance/screening_routes.h"
#include "compliance/watched_parties.h"
#include "compliance/watched_users.h"

#include <tenon/system_caller.h>

namespace dttot::compliance {

namespace {

constexpr std::string_view censusJob = "dttot.census";

void enqueue(tenon::App& app, std::string_view kind, tenon::JsonObject input = {}) {
    app.jobs().enqueue(kind, std::move(input), tenon::SystemCaller("dttot.screening"));
}

/// What makes the watch look: accounts and parties, lists, weights.
void followChanges(
    tenon::App& app,
    ScreeningSettings& settings,
    ListsInForce& lists,
    Watch& watch,
    WatchedUsers& users,
    WatchedParties& parties
) {
    users.follow();
    parties.follow();
    app.job(censusJob, [&users, &parties](tenon::JobRun& job) {
        users.takeAll(job);
        parties.takeAll(job);
        return tenon::JsonObject();
    });
    app.job(Watch::jobKind, [&watch](tenon::JobRun& job) { return watch.run(job); });
    app.subscribe("dttot.list.changed", [&app, &lists](const tenon::Event& event) {
        lists.wake();
        enqueue(app, Watch::jobKind, {{"list", event.data.at("list")}, {"version", event.data.at("version")}});
    });
    settings.onChange([&app] { enqueue(app, Watch::jobKind); });
    app.onReady([&app, &lists] {
        lists.start();
        enqueue(app, censusJob);
    });
    app.onStop([&lists] { lists.stop(); });
}

} // namespace

std::function<void(tenon::JobRun&)> declare(tenon::App& app, std::chrono::milliseconds longestSearch) {
    app.permission(screenPermission, "Hold names against the lists.");
    app.permission(reviewPermission, "See matches of users and parties with the lists and decide about them.");
    auto& settings = app.keep<ScreeningSettings>(app);
    auto& lists = app.keep<ListsInForce>(app, [&settings] { return settings.current(); });
    auto& officers = app.keep<Officers>(app);
    auto& watch = app.keep<Watch>(app, lists, officers);
    auto& users = app.keep<WatchedUsers>(app, watch);
    auto& parties = app.keep<WatchedParties>(app, watch);
    followChanges(app, settings, lists, watch, users, parties);

    auto& cases = app.keep<Cases>(app, settings);
    auto& affiliations = app.keep<Affiliations>(app, users, cases);
    declareCaseRoutes(app, cases, affiliations);
    auto& files = app.keep<ScreeningFiles>(app, lists);
    app.job(ScreeningFiles::jobKind, [&files](tenon::JobRun& job) { return files.run(job); });
    declareScreeningRoutes(app, app.keep<Screenings>(app, lists, longestSearch), files);

    auto& desk = app.keep<DemoDesk>(DemoDesk::Parts{
        .app = app, .users = users, .parties = parties, .cases = cases, .affiliations = affiliations, .files = files});
    app.job(DemoDesk::jobKind, [&desk](tenon::JobRun&) { return desk.load(); }).attempts(DemoDesk::attempts);

    const auto blocks = std::make_shared<Blocks>(app);
    app.provide<Screening>(blocks);
    app.provide<parties::Screening>(std::make_shared<PartyScreening>(blocks));
    return [&lists](tenon::JobRun& job) { lists.settle([&job] { job.checkpoint(); }); };
}

} // namespace dttot::compliance
