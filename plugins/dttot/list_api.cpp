#include "list_api.h"

#include "api_fields.h"
#include "json_number.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot {

namespace {

using namespace tenon::fields;
using tenon::Request;

std::string_view listOf(const Request& request) { return request.parameter("id"); }

tenon::Fields listMembers() {
    return {
        integer("id"),
        text("name").example("un"),
        text("title"),
        integer("version").help("Number of the latest version, 0 before the first"),
        integer("rows"),
        timestamp("changed_at").nullable(),
        timestamp("created_at"),
    };
}

tenon::Fields versionMembers() {
    return {
        integer("version"),
        choice("cause", {"run", "removal", "hand"}),
        integer("document_id"),
        text("filename"),
        text("script"),
        text("script_version"),
        integer("rows"),
        integer("added"),
        integer("changed"),
        integer("removed"),
        integer("created_by"),
        timestamp("created_at"),
    };
}

tenon::Fields differenceMembers() {
    return {
        choice("change", {"added", "changed", "removed"}),
        text("kode_densus"),
        text("name"),
        choice("type", {"person", "entity"}),
        list("members", text("")),
        json("before"),
        json("after"),
    };
}

tenon::Reply difference(Lists& lists, const Request& request) {
    const tenon::JsonObject& asked = request.arguments();
    const Lists::Comparison comparison{
        .to = request.id("version"),
        .from = asked.contains("from") ? numberAt(asked, "from") : -1,
        .kind = std::string(tenon::textAt(asked, "change")),
    };
    return tenon::page(lists.differences(request.caller(), listOf(request), comparison, request.paging()));
}

} // namespace

void declareListRoutes(tenon::App& app, Lists& lists) {
    app.get(
           "/dttot/lists",
           [&](const Request& request) { return tenon::page(lists.page(request.caller(), request.paging())); }
    )
        .needs("dttot.view")
        .answersList(listMembers())
        .summary("The lists that documents and rows by hand make up");
    app.post(
           "/dttot/lists",
           [&](const Request& request) {
               const tenon::JsonObject& body = request.body();
               return tenon::created(
                   lists.create(request.caller(), tenon::textAt(body, "name"), tenon::textAt(body, "title"))
               );
           }
    )
        .needs("dttot.upload")
        .status(201)
        .body({text("name", 60).required().example("staff"), text("title", 200)})
        .answers(listMembers())
        .summary("Makes a watch list of the institution's own, named \"own:\" and the name");
    app.get(
           "/dttot/lists/{id}",
           [&](const Request& request) { return tenon::ok(lists.read(request.caller(), listOf(request))); }
    )
        .needs("dttot.view")
        .answers(listMembers())
        .summary("A list, by id or name");
    app.post(
           "/dttot/lists/{id}/rows",
           [&](const Request& request) {
               return tenon::created(lists.add(request.caller(), listOf(request), request.body()));
           }
    )
        .needs("dttot.change")
        .status(201)
        .body(rowMembers())
        .anything()
        .answers(rowAnswer())
        .summary("Adds a row by hand to a list, where it stays whatever documents come and go");
    app.get(
           "/dttot/lists/{id}/versions",
           [&](const Request& request) {
               return tenon::page(lists.versions(request.caller(), listOf(request), request.paging()));
           }
    )
        .needs("dttot.view")
        .answersList(versionMembers())
        .summary("The versions of a list with their figures and where they come from, latest first");
    app.get(
           "/dttot/lists/{id}/versions/{version}",
           [&](const Request& request) {
               return tenon::ok(lists.version(request.caller(), listOf(request), request.id("version")));
           }
    )
        .needs("dttot.view")
        .answers(versionMembers())
        .summary("A version of a list");
    app.get(
           "/dttot/lists/{id}/versions/{version}/rows",
           [&](const Request& request) {
               return tenon::page(
                   lists.rowsOf(request.caller(), listOf(request), request.id("version"), request.paging())
               );
           }
    )
        .needs("dttot.view")
        .summary("The rows that a list had in a version");
    app.get(
           "/dttot/lists/{id}/versions/{version}/diff",
           [&](const Request& request) { return difference(lists, request); }
    )
        .needs("dttot.view")
        .query({integer("from").min(0), choice("change", {"added", "changed", "removed"})})
        .answersList(differenceMembers())
        .summary("What is different from the version before, or from another one; 0 is the empty list");
}

} // namespace dttot
