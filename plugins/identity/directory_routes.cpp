/// What is asked of an LDAP directory. There is none here: users and groups are those of this server, and what needs
/// the directory itself says so.

#include "group_roles.h"
#include "routes.h"

#include <tenon/error.h>

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::ErrorForm;
using tenon::Reply;
using tenon::Request;

Reply askDirectory(const Request&) { throw tenon::Unavailable("No LDAP server is configured.", "LDAP_NOT_CONFIGURED"); }

Reply assignToGroup(GroupRoles& groups, const Request& request) {
    const tenon::JsonObject& body = request.body();
    const std::string_view group = tenon::textAt(body, "group_name");
    groups.assign(request.caller(), group, tenon::textAt(body, "role_name"), body.at("sAMAccountNames").as_array());
    return tenon::created({{"success", true}, {"message", "Roles assigned to members of " + std::string(group)}});
}

Reply roleOfGroup(GroupRoles& groups, const Request& request) {
    const std::string_view group = request.parameter("group_name");
    return tenon::ok({{"success", true}, {"group_name", group}, {"role_name", groups.roleOf(request.caller(), group)}});
}

} // namespace

void declareDirectory(tenon::App& app, Parts& parts) {
    auto& groups = app.keep<GroupRoles>(app, parts);

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/save-ad-groups/", askDirectory)
        .dialect("bitblast")
        .needs("users.add_group")
        .changesOnGet()
        .errorForm(ErrorForm::Error)
        .errorStatus(503, 500)
        .answers({text("message")})
        .summary("Takes over the groups of a directory, once one is configured");
    app.get("/list-gmember/", askDirectory)
        .dialect("bitblast")
        .needs("users.view_user")
        .errorForm(ErrorForm::Error)
        .errorStatus(503, 500)
        .answers({list("groups", json("group"))})
        .summary("The groups of a directory, once one is configured");
    app.get("/save-ad-users/", askDirectory)
        .dialect("bitblast")
        .needs("users.add_user")
        .changesOnGet()
        .errorForm(ErrorForm::Error)
        .errorStatus(503, 500)
        .answers({list("users", json("user"))})
        .summary("Takes over the users of a directory, once one is configured");

    app.post("/assign-role-group/", [&groups](const Request& request) { return assignToGroup(groups, request); })
        .dialect("bitblast")
        .needs("users.assign_role")
        .errorForm(ErrorForm::NoSuccess)
        .errorSays("METHOD_NOT_ALLOWED", "Invalid request method")
        .errorSays("VALIDATION", "group_name, role_name, and sAMAccountNames are required.")
        .status(201)
        .body(
            {text("group_name", 150).required(),
             text("role_name", 100).required(),
             list("sAMAccountNames", text("name", 150)).min(1).max(10000).required()}
        )
        .answers({boolean("success"), text("message")})
        .summary("Changes the main role of members of a group");
    app.get(
           "/fetch-group-role/{group_name}/", [&groups](const Request& request) { return roleOfGroup(groups, request); }
    )
        .dialect("bitblast")
        .needs("users.view_user")
        .errorForm(ErrorForm::NoSuccess)
        .answers({boolean("success"), text("group_name"), text("role_name")})
        .summary("The role that was given to the members of a group");
    // clang-format on
}

} // namespace identity
