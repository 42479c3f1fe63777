/// Makes a resource of a table that belongs to another module.

#include <tenon/module.h>

TENON_MODULE(declares_table, "1.0.0", "faulty") {
    app.resource({
        .name = "stolen",
        .path = "/stolen",
        .table = "faulty_record",
        .fields = {tenon::fields::text("name")},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
    });
}
