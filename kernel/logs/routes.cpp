/// The log over HTTP: as it was written, which is without secrets.

#include "routes.h"

#include "log_archive.h"

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <algorithm>
#include <string>

namespace tenon::logs {

namespace {

using namespace tenon::fields;

constexpr std::string_view downloadPermission = "logs.download";
constexpr std::uint64_t mostBytes = 256 * 1024 * 1024;

/// "tenon-log-20260131T080000Z.zip"
std::string fileName(Timestamp now) {
    std::string text = now.text().substr(0, std::string_view("2026-01-31T08:00:00").size());
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return "tenon-log-" + text + "Z.zip";
}

LogRange rangeOf(const JsonObject& asked) {
    const LogRange range{
        .from = Timestamp::parse(textAt(asked, "from")),
        .to = Timestamp::parse(textAt(asked, "to")),
    };
    if (range.from && range.to && *range.to <= *range.from) {
        throw Invalid("to", "Must be later than `from`.");
    }
    return range;
}

Reply download(App& app, telemetry::JsonLog& log, const Request& request) {
    const LogRange range = rangeOf(request.arguments());
    const auto textOr = [](const std::optional<Timestamp>& instant) {
        return instant ? Json(instant->text()) : Json(nullptr);
    };
    app.audit().record(
        request.caller(),
        {.action = "logs.downloaded",
         .model = "log",
         .record = {},
         .after = JsonObject{{"from", textOr(range.from)}, {"to", textOr(range.to)}}}
    );
    FileReply reply{.file = app.files().temporary(), .name = fileName(Clock::now()), .contentType = "application/zip"};
    const BlockingRegion waitsForTheDisk;
    reply.size = archiveLog(*log.written(mostBytes), range, reply.file.get());
    return file(std::move(reply));
}

} // namespace

void declareLogs(App& app, telemetry::JsonLog& log) {
    app.permission(downloadPermission, "Download the log of the server.");
    // clang-format off: a route's guard, answer and summary stay together
    app.get("/logs/download/", [&app, &log](const Request& request) { return download(app, log, request); })
        .dialect("danasaham")
        .needs(downloadPermission)
        .rateClass("admin")
        .query(
            {timestamp("from").help("Lines of this instant and later"),
             timestamp("to").help("Lines before this instant")}
        )
        .produces("application/zip")
        .summary(
            "The log as a zip archive: the last 256 MB of its file or, where it goes to the standard error stream, "
            "the last 4 MB of this node; one JSON object a line, secrets taken out"
        );
    // clang-format on
}

} // namespace tenon::logs
