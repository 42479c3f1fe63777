/// A route that changes all it can and then fails in the way that the path tells.

#include "things.h"

#include <tenon/error.h>

#include <stdexcept>

namespace things {

namespace {

using Fail = void (*)();

struct Way {
    std::string_view name;
    Fail fail;
};

constexpr Way ways[] = {
    {"number", [] { throw 42; }},
    {"text", [] { throw "a secret of the handler"; }},
    {"exception", [] { throw std::runtime_error("a secret of the handler"); }},
    {"own", [] { throw Mishap(); }},
    {"error",
     [] {
         throw tenon::Error(418, "TEAPOT", "This is a teapot.", {{"spout", "short"}});
     }},
    {"unavailable", [] { throw tenon::Unavailable("The kettle is away."); }},
    {"fault", [] { throw tenon::Error(502, "KETTLE", "The kettle answers nonsense."); }},
};

} // namespace

void declareFailures(tenon::App& app) {
    auto& notes = app.keep<Notes>(app.database());
    app.post(
           "/failures/{way}",
           [&](const tenon::Request& request) -> tenon::Reply {
               notes.write("failed");
               app.audit().record(
                   request.caller(), {.action = "things.failed", .model = "things", .record = "1", .reason = {}}
               );
               app.publish("things.failed", {});
               app.jobs().enqueue("things.work", {{"what", "failed"}}, request.caller());
               for (const Way& way : ways) {
                   if (way.name == request.parameter("way")) {
                       way.fail();
                   }
               }
               throw tenon::NotFound();
           }
    )
        .signedIn()
        .summary("Fails after it changed everything");
    app.post(
           "/spoilt",
           [&](const tenon::Request&) {
               notes.write("spoilt");
               try {
                   app.database().execute("INSERT INTO things_counter (id, value) VALUES (1, 1)");
               } catch (const tenon::DatabaseError&) {
                   // A handler that swallows the fault: the kernel must not commit the rest.
               }
               return tenon::ok({{"spoilt", true}}).with("X-Spoilt", "1");
           }
    )
        .signedIn()
        .summary("Goes on after a statement failed");
}

} // namespace things
