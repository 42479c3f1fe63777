/// Permissions: those of the modules, the deployer's own, and how they are sorted.

#include "new_account.h"
#include "routes.h"

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::Fields;
using tenon::Reply;
using tenon::Request;
using Origin = tenon::Permissions::Origin;

Fields permissionAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        text("codename"),
        text("name"),
        text("description"),
        text("module"),
        text("category").nullable(),
        boolean("is_custom"),
    };
}

Fields categoryAnswer() {
    return {integer("id"), uuid("uuid"), text("name"), text("display_name"), text("description")};
}

Reply listAll(Parts& parts, const Request& request) {
    auto& permissions = parts.accounts.permissions();
    return tenon::page(permissions.list(request.caller(), Origin::Any, request.arguments(), request.paging()));
}

Reply listCustom(Parts& parts, const Request& request) {
    auto& permissions = parts.accounts.permissions();
    return tenon::page(permissions.list(request.caller(), Origin::Custom, request.arguments(), request.paging()));
}

Reply add(Parts& parts, const Request& request) {
    return tenon::created(parts.accounts.permissions().add(request.caller(), request.body()))
        .saying("Permission created successfully");
}

Reply remove(Parts& parts, const Request& request) {
    parts.accounts.permissions().remove(request.caller(), request.parameter("permission_id"));
    return tenon::ok({{"deleted", true}, {"detail", "The permission was deleted."}}
    ).saying("The permission was deleted.");
}

Reply listCategories(Parts& parts, const Request& request) {
    return tenon::page(parts.accounts.permissions().categories(request.caller(), request.paging()));
}

Reply addCategory(Parts& parts, const Request& request) {
    return tenon::created(parts.accounts.permissions().addCategory(request.caller(), request.body()))
        .saying("Category created successfully");
}

Reply ofUser(Parts& parts, const Request& request) {
    const std::string own = std::to_string(request.caller().id());
    const std::string user(tenon::textAt(request.arguments(), "user", own));
    return tenon::ok({
        {"user", parts.accounts.idOf(request.caller(), user)},
        {"permissions", parts.accounts.permissions().ofAccount(request.caller(), user)},
    });
}

} // namespace

void declarePermissions(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/permissions/", calling(listAll))
        .signedIn()
        .query({text("search", 200)})
        .answersList(permissionAnswer())
        .summary("Every permission that is known");
    app.get("/permissions/user-permissions/", calling(ofUser))
        .dialect("gaara")
        .signedIn()
        .query({text("user", 150).also("user_id")})
        .answers({integer("user"), list("permissions", text("codename"))})
        .summary("What a user may do; one's own, or users.view_user");

    app.get("/custom-permissions/", calling(listCustom))
        .dialect("ktl")
        .signedIn()
        .query({text("search", 200)})
        .answersList(permissionAnswer())
        .summary("The deployer's own permissions");
    app.post("/custom-permissions/", calling(add))
        .dialect("ktl")
        .needs("users.add_permission")
        .status(201)
        .body(
            {text("name", 200).required(),
             text("codename", 100).required(),
             json("category").also("category_id"),
             text("description", 500)}
        )
        .answers(permissionAnswer())
        .summary("Adds a permission");
    app.remove("/custom-permissions/{permission_id}/", calling(remove))
        .dialect("ktl")
        .needs("users.delete_permission")
        .answers({boolean("deleted"), text("detail")})
        .summary("Removes a permission of the deployer, from roles and groups, too");

    app.get("/permission-categories/", calling(listCategories))
        .dialect("ktl")
        .signedIn()
        .answersList(categoryAnswer())
        .summary("The headings of permissions");
    app.post("/permission-categories/", calling(addCategory))
        .dialect("ktl")
        .needs("users.add_permission")
        .status(201)
        .body({text("name", 100).required(), text("display_name", 100), text("description", 500)})
        .answers(categoryAnswer())
        .summary("Adds a heading");
    // clang-format on
}

} // namespace identity
