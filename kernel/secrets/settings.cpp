#include "settings.h"

namespace tenon::secrets {

Fields settingsFields() {
    using namespace fields;
    return {
        list("keys", object("key", {text("id", 40).required(), secret("secret").required().min(32)}))
            .help("Keys that seal secrets in the database, newest first; by default they are made in the data folder."),
    };
}

Settings settingsOf(const JsonObject& section) { return {.keys = crypto::namedKeysAt(section)}; }

} // namespace tenon::secrets
