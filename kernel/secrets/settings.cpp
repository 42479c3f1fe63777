#include "settings.h"

namespace tenon::secrets {

Fields settingsFields() {
    using namespace fields;
    return {
        list("keys", object("key", {text("id", 40).required(), secret("secret").required().min(32)}))
            .help("Keys that seal secrets in the database, newest first; by default they are made in the data folder."),
    };
}

Settings settingsOf(const JsonObject& section) {
    Settings settings;
    if (const Json* list = section.if_contains("keys"); list != nullptr && list->is_array()) {
        for (const Json& item : list->get_array()) {
            const JsonObject& key = item.as_object();
            settings.keys.push_back({std::string(textAt(key, "id")), std::string(textAt(key, "secret"))});
        }
    }
    return settings;
}

} // namespace tenon::secrets
