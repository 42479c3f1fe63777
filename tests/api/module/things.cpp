#include "things.h"

#include <tenon/module.h>

namespace things {

void Notes::write(std::string_view text) {
    _database.execute("INSERT INTO things_note (text) VALUES (:text)", {{"text", text}});
}

std::int64_t Notes::count(std::string_view text) const {
    return _database.value<std::int64_t>(
                        "SELECT COUNT(*) FROM things_note WHERE text = :text", {{"text", text}}
    ).value_or(0);
}

} // namespace things

TENON_MODULE(things, "1.0.0") {
    things::declareResources(app);
    things::declareRoutes(app);
    things::declareFailures(app);
    things::declareWordings(app);
    things::declareLimits(app);
}
