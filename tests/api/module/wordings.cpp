/// Routes whose errors have forms of their own in one system, and one that changes something on GET.

#include "things.h"

#include <tenon/error.h>

namespace things {

namespace {

using namespace tenon::fields;
using tenon::ErrorForm;

/// Fails as the body says.
tenon::Reply fail(const tenon::Request& request) {
    const std::string_view how = tenon::textAt(request.body(), "how");
    if (how == "busy") {
        throw tenon::Conflict("BUSY", "Somebody works on it.");
    }
    if (how == "away") {
        throw tenon::Unavailable("The other side is away.");
    }
    if (how == "missing") {
        throw tenon::NotFound();
    }
    if (how == "forbidden") {
        request.caller().require("things.never");
    }
    if (how == "wrong") {
        throw tenon::Invalid("This is wrong in its own way.");
    }
    return tenon::ok(nullptr).saying("Done.");
}

} // namespace

void declareWordings(tenon::App& app) {
    const tenon::Fields body{text("how").required()};
    app.post("/worded/error", fail)
        .signedIn()
        .body(body)
        .dialect("bitblast")
        .errorForm(ErrorForm::Error)
        .errorForm(503, ErrorForm::NoSuccess)
        .errorSays("VALIDATION", "All parameters are required.")
        .errorSays("NOT_FOUND", "Thing not found.")
        .errorStatus(409, 500)
        .summary("Fails in BitBlast's words");
    app.post("/worded/status", fail)
        .signedIn()
        .body(body)
        .dialect("bitblast")
        .errorForm(ErrorForm::ErrorStatus)
        .errorSays("METHOD_NOT_ALLOWED", "Invalid request method")
        .summary("Fails in Barman's words");
    app.post("/worded/usual", fail).signedIn().body(body).dialect("bitblast").summary("Fails in the usual words");
    app.get(
           "/changing",
           [&app](const tenon::Request&) {
               Notes(app.database()).write("changed");
               return tenon::ok(nullptr);
           }
    )
        .signedIn()
        .changesOnGet()
        .summary("Changes something although it is a GET");
}

} // namespace things
