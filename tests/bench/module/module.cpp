/// What the benches ask of the server: a resource like any other, and routes that do one thing each.

#include <tenon/module.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace {

using namespace tenon::fields;

tenon::Resource items() {
    return {
        .name = "items",
        .path = "/bench/items/",
        .table = "bench_item",
        .fields =
            {
                text("sku", 40).required(),
                text("name", 80).required(),
                text("description", 400).nullable(),
                text("category", 40).required(),
                decimal("price", 2).required().min("0"),
                integer("quantity").required().min(0),
                boolean("active").initial(true),
            },
        .search = {"name", "description"},
        .filter = {"category", "active"},
        .order = {"name"},
        .permission = {},
    };
}

tenon::Reply hello(const tenon::Request&) { return tenon::ok({{"hello", "world"}}); }

/// As a call into a library that knows nothing of BlockingRegion would: half a second without a word.
tenon::Reply slow(const tenon::Request&) {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(500), [] { return false; });
    return tenon::ok({{"hello", "at last"}});
}

void declareFiles(tenon::App& app) {
    app.post(
           "/bench/files/",
           [&app](const tenon::Request& request) {
               const tenon::StoredFile kept = app.files().keep(request.upload("file"));
               return tenon::created({{"sha256", kept.sha256}, {"size", kept.size}});
           }
    )
        .open()
        .withoutTransaction() // it waits for the disk, as every route that takes files does
        .body({file("file").required()})
        .status(201)
        .summary("Keeps a file");
    app.get(
           "/bench/files/{sha256}/{size}",
           [&app](const tenon::Request& request) {
               return tenon::file({
                   .file = app.files().open(request.parameter("sha256")),
                   .size = static_cast<std::uint64_t>(request.id("size")),
                   .name = {},
                   .contentType = "application/octet-stream",
                   .etag = std::string(request.parameter("sha256")),
               });
           }
    )
        .open()
        .produces("application/octet-stream")
        .summary("A kept file");
}

} // namespace

TENON_MODULE(bench, "1.0.0") {
    app.dialect("gaara");
    app.resource(items());
    app.get("/bench/hello", hello).open().summary("Says hello");
    app.get("/bench/slow", slow).open().summary("Says hello after half a second");
    app.get(
           "/bench/text",
           [text = std::string(50 * 1024, 'x')](const tenon::Request&) {
               return tenon::Reply(200, tenon::Document{.text = text, .contentType = "text/plain"});
           }
    )
        .open()
        .produces("text/plain")
        .summary("50 KB");
    declareFiles(app);
}
