/// Faulty: every place where the kernel calls a module, each failing in the way that the caller or the deployer names.

#include "faults.h"

#include <tenon/module.h>

#include <cstdlib>
#include <memory>
#include <thread>
#include <unistd.h>

namespace {

using namespace tenon::fields;
using tenon::Request;

/// Ends badly when the module gives up what it kept.
class Kept {
public:
    explicit Kept(std::string way) : _way(std::move(way)) {}

    ~Kept() { faulty::fail(_way); }

    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

private:
    std::string _way;
};

tenon::Resource records() {
    return {
        .name = "records",
        .path = "/faulty/records",
        .table = "faulty_record",
        .fields = {text("name", 40).required()},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
    };
}

void declareRoutes(tenon::App& app) {
    const auto done = [] { return tenon::ok({{"done", true}}); };
    app.get(
           "/faulty/route/{way}",
           [done](const Request& request) {
               faulty::fail(request.parameter("way"));
               return done();
           }
    ).open();
    app.post(
           "/faulty/write/{way}",
           [done](const Request& request) {
               faulty::fail(request.parameter("way"));
               return done();
           }
    ).open();
    app.get(
           "/faulty/transaction/{way}",
           [&app, done](const Request& request) {
               app.database().transaction([&] { faulty::fail(request.parameter("way")); });
               return done();
           }
    ).open();
    app.get(
           "/faulty/thread/{way}",
           [done](const Request& request) {
               std::thread([way = std::string(request.parameter("way"))] { faulty::fail(way); }).detach();
               return done();
           }
    ).open();
    app.post(
           "/faulty/job/{way}",
           [&app](const Request& request) {
               const auto job =
                   app.jobs().enqueue("faulty.work", {{"way", request.parameter("way")}}, request.caller());
               return tenon::accepted(tenon::jsonOf(job));
           }
    ).signedIn();
    app.post(
           "/faulty/event/{way}",
           [&app, done](const Request& request) {
               app.publish("faulty.happened", {{"way", request.parameter("way")}});
               return done();
           }
    ).open();
    // Says that it is a megabyte, and ends after a few bytes.
    app.get(
           "/faulty/short-file",
           [&app](const Request&) {
               tenon::FileReply reply;
               reply.file = app.files().temporary();
               reply.size = 1 << 20;
               reply.contentType = "text/plain";
               if (::write(reply.file.get(), "beginning", 9) != 9) {
                   throw tenon::Unavailable("The disk is full.");
               }
               return tenon::file(std::move(reply));
           }
    ).open();
}

} // namespace

TENON_MODULE(faulty, "1.0.0") {
    const tenon::JsonObject settings = app.settings({
        text("declaring").help("How the declaration fails."),
        text("ready").help("How onReady fails."),
        text("demo").help("How the demo data fails."),
        text("stop").help("How onStop fails."),
        text("thread").help("How the module's own thread fails, which onStop waits for."),
        text("kept").help("How the destructor of what it keeps fails."),
        text("exit").help("How the end of the process fails."),
        integer("level").initial(1).min(1).max(9).help("From 1 to 9, to be checked."),
    });
    const auto way = [settings](std::string_view place) { return std::string(tenon::textAt(settings, place)); };

    app.keep<Kept>(way("kept"));
    app.resource(records()).beforeSave([](const Request&, tenon::JsonObject& record) {
        faulty::fail(tenon::textAt(record, "name"));
    });
    declareRoutes(app);
    app.job("faulty.work", [](tenon::JobRun& run) {
        faulty::fail(tenon::textAt(run.input(), "way"));
        return tenon::JsonObject();
    });
    app.subscribe("faulty.*", [](const tenon::Event& event) { faulty::fail(tenon::textAt(event.data, "way")); });
    app.onReady([way] { faulty::fail(way("ready")); });
    app.demo([way](const tenon::Caller&) { faulty::fail(way("demo")); });

    auto& thread = app.keep<std::unique_ptr<std::thread>>();
    if (!way("thread").empty()) {
        thread = std::make_unique<std::thread>([way] { faulty::fail(way("thread")); });
    }
    app.onStop([way, &thread] {
        if (thread) {
            thread->join();
            thread.reset();
        }
        faulty::fail(way("stop"));
    });
    if (!way("exit").empty()) {
        static const std::string exitWay = way("exit");
        std::atexit([] { faulty::fail(exitWay); });
    }
    faulty::fail(way("declaring"));
}
