/// @NAME@: notes, and a greeting for those who write them.

#include "greeting.h"

#include <tenon/module.h>

namespace {

using namespace tenon::fields;

const tenon::Resource notes{
    .name = "notes",
    .path = "/@NAME@/notes",
    .table = "@NAME@_note",
    .fields = {text("title", 80).required(), text("content", 4000)},
    .search = {"title", "content"},
    .order = {"title"},
};

} // namespace

TENON_MODULE(@NAME@, "0.1.0") {
    app.resource(notes);
    app.get("/@NAME@/greeting", [](const tenon::Request& request) {
        return tenon::ok({{"greeting", @NAME@::greeting(request.query("name"))}});
    }).signedIn().query({text("name", 80)}).summary("Greets somebody by name");
}
