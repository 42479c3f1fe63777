/// A section of run-time settings, and a route that tells what the module sees of it.

#include "things.h"

#include <tenon/error.h>

namespace things {

namespace {

using namespace tenon::fields;

tenon::JsonObject told(const tenon::SettingsSnapshot& snapshot) {
    return {
        {"version", snapshot.version},
        {"least", snapshot.values.at("least")},
        {"most", snapshot.values.at("most")},
        {"code_length", tenon::textAt(snapshot.values, "code").size()},
    };
}

} // namespace

void declareLimits(tenon::App& app) {
    auto& limits =
        app.runtimeSettings(
               "things", {integer("least").initial(1).min(0), integer("most").initial(9).max(99), secret("code", 40)}
        )
            .help("How many things there may be")
            .check([](const tenon::JsonObject& values) {
                if (values.at("least").as_int64() > values.at("most").as_int64()) {
                    throw tenon::Invalid("least", "Must not be above `most`.");
                }
            });
    app.get(
           "/things-limits/",
           [&limits](const tenon::Request& request) {
               const auto version = request.arguments().if_contains("version");
               return tenon::ok(told(version == nullptr ? *limits.current() : *limits.valuesAt(version->as_int64())));
           }
    )
        .open()
        .query({integer("version")})
        .summary("The limits in force, or those of a version");
}

} // namespace things
