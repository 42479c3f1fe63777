/// Routes of the module: query, body, files, a job, an event, a service.

#include "things.h"

#include <tenon/error.h>

#include <memory>

namespace things {

namespace {

using namespace tenon::fields;

class PoliteGreeter : public Greeter {
public:
    [[nodiscard]] std::string greeting(std::string_view name) const override {
        return "Good day, " + std::string(name);
    }
};

void declareEchoes(tenon::App& app) {
    app.get("/echo", [](const tenon::Request& request) { return tenon::ok(request.arguments()); })
        .open()
        .query({integer("number").required().min(1), choice("mood", {"glad", "sad"}), list("tags", text("tag", 10))})
        .summary("The query as it was understood");
    app.post("/echo", [](const tenon::Request& request) { return tenon::ok(request.body()); })
        .open()
        .body({text("name", 10), integer("number"), list("tags", text("tag", 10)), json("any")})
        .summary("The body as it was understood");
    app.post("/anything", [](const tenon::Request& request) { return tenon::ok(request.body()); })
        .signedIn()
        .body({text("name", 10)})
        .anything()
        .maxBody(2000)
        .summary("A body with members that nobody declared");
    app.get(
           "/greetings/{name}",
           [&app](const tenon::Request& request) {
               return tenon::ok({{"greeting", app.find<Greeter>()->greeting(request.parameter("name"))}});
           }
    )
        .signedIn()
        .summary("A greeting by the service of this module");
}

void declareFiles(tenon::App& app) {
    app.post(
           "/files/",
           [&app](const tenon::Request& request) {
               const tenon::StoredFile kept = app.files().keep(request.upload("file"));
               return tenon::created({
                   {"sha256", kept.sha256},
                   {"size", kept.size},
                   {"filename", request.upload("file").filename},
                   {"title", tenon::textAt(request.body(), "title")},
               });
           }
    )
        .signedIn()
        .body({file("file").required(), text("title", 20)})
        .status(201)
        .summary("Keeps a file");
    app.get(
           "/files/{sha256}/{size}",
           [&app](const tenon::Request& request) {
               return tenon::file({
                   .file = app.files().open(request.parameter("sha256")),
                   .size = static_cast<std::uint64_t>(request.id("size")),
                   .name = "kept.txt",
                   .contentType = "text/plain; charset=utf-8",
                   .etag = std::string(request.parameter("sha256")),
               });
           }
    )
        .signedIn()
        .produces("text/plain")
        .summary("A kept file");
}

void declareWork(tenon::App& app, Notes& notes) {
    app.job("things.work", [&notes](tenon::JobRun& run) {
        notes.write("job by " + std::string(run.caller().name()));
        return tenon::JsonObject{{"done", run.input().at("what")}};
    });
    app.subscribe("things.*", [&notes](const tenon::Event& event) { notes.write(event.name); });
    app.post(
           "/work",
           [&app](const tenon::Request& request) {
               return tenon::accepted(tenon::jsonOf(
                   app.jobs().enqueue("things.work", {{"what", request.body().at("what")}}, request.caller())
               ));
           }
    )
        .signedIn()
        .body({text("what", 20).required()})
        .status(202)
        .summary("Starts a job");
    app.post(
           "/counter",
           [&app](const tenon::Request&) {
               tenon::Database& database = app.database();
               const auto value =
                   database.value<std::int64_t>("SELECT value FROM things_counter WHERE id = 1").value_or(0);
               database.execute("UPDATE things_counter SET value = :value WHERE id = 1", {{"value", value + 1}});
               return tenon::ok({{"value", value + 1}});
           }
    )
        .signedIn()
        .summary("Counts by reading first and writing then");
    app.post(
           "/notes",
           [&notes](const tenon::Request& request) {
               notes.write(tenon::textAt(request.body(), "text"));
               return tenon::created(request.body()).with("X-Notes", "1").saying("It is noted.");
           }
    )
        .signedIn()
        .withoutTransaction()
        .body({text("text", 40).required()})
        .status(201)
        .summary("Writes a note in a transaction of its own");
}

} // namespace

void declareRoutes(tenon::App& app) {
    auto& notes = app.keep<Notes>(app.database());
    app.provide<Greeter>(std::make_shared<PoliteGreeter>());
    declareEchoes(app);
    declareFiles(app);
    declareWork(app, notes);
}

} // namespace things
