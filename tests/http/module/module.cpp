/// Wire: routes that do on demand what a client can make a server do: answer with what it sent, much, late or never.

#include <tenon/blocking.h>
#include <tenon/error.h>
#include <tenon/module.h>

#include <fcntl.h>
#include <string>
#include <sys/file.h>

namespace {

using namespace tenon::fields;

/// Waits until nobody holds the lock of the file `gate` any more.
void passGate(std::string_view gate) {
    const tenon::BlockingRegion region;
    const tenon::Descriptor file(::open(std::string(gate).c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::flock(file.get(), LOCK_SH) != 0) {
        throw tenon::NotFound("There is no such gate.");
    }
}

} // namespace

TENON_MODULE(wire, "1.0.0") {
    app.get(
           "/wire/reflect",
           [](const tenon::Request& request) {
               const std::string_view value = request.query("value", request.header("x-value").value_or(""));
               return tenon::ok({{"value", value}}).with("X-Reflected", value);
           }
    )
        .open()
        .summary("Answers with a header field that holds what was sent");
    app.get(
           "/wire/large",
           [](const tenon::Request& request) {
               const auto bytes = static_cast<std::size_t>(request.arguments().at("bytes").as_int64());
               return tenon::Reply(200, tenon::Document{std::string(bytes, 'x'), "application/octet-stream"});
           }
    )
        .open()
        .query({integer("bytes").required().min(0).max(64 * 1024 * 1024)})
        .produces("application/octet-stream")
        .summary("So many bytes");
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
        app.route(
               method,
               "/wire/take",
               [](const tenon::Request&) {
                   return tenon::ok({{"taken", true}});
               }
        )
            .open()
            .withoutTransaction()
            .summary("Takes any body");
    }
    app.get(
           "/wire/hold",
           [](const tenon::Request& request) {
               passGate(request.query("gate"));
               return tenon::ok({{"held", true}});
           }
    )
        .open()
        .query({text("gate", 4000).required()})
        .summary("Answers when a file's lock is free");
    app.job("wire.hold", [](tenon::JobRun& run) {
        passGate(tenon::textAt(run.input(), "gate"));
        return tenon::JsonObject();
    });
    app.post(
           "/wire/jobs",
           [&app](const tenon::Request& request) {
               return tenon::accepted(tenon::jsonOf(app.jobs().enqueue("wire.hold", request.body(), request.caller())));
           }
    )
        .signedIn()
        .body({text("gate", 4000).required()})
        .status(202)
        .summary("Starts a job that lasts until a file's lock is free");
}
