/// Asks the database before it declares its settings.

#include <tenon/module.h>

TENON_MODULE(early, "1.0.0") {
    using namespace tenon::fields;
    const auto one = app.database().value<std::int64_t>("SELECT 1", {});
    static_cast<void>(app.settings({integer("level").initial(one.value_or(0))}));
}
