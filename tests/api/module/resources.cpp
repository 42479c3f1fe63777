/// The resources of the module: every kind of field, hooks, a scope, a computed member; one read-only table.

#include "things.h"

#include <tenon/error.h>
#include <tenon/resource.h>

namespace things {

namespace {

using namespace tenon::fields;

tenon::Resource boxes() {
    return {
        .name = "boxes",
        .path = "/boxes",
        .table = "things_box",
        .fields = {text("name", 40).required().unique()},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
    };
}

tenon::Resource colours() {
    return {
        .name = "colours",
        .path = "/colours",
        .table = "things_colour",
        .fields = {text("name", 40)},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
    };
}

tenon::Resource yards() {
    return {
        .name = "yards",
        .path = "/yards",
        .table = "things_yard",
        .fields = {text("name", 40).required()},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
        .scope = {.owner = {}, .places = {{"yard", "id"}}},
    };
}

tenon::Resource sheds() {
    return {
        .name = "sheds",
        .path = "/sheds",
        .table = "things_shed",
        .fields =
            {text("name", 40).required(), ref("yard", "things_yard").nullable(), ref("owner", "tenon_user").readOnly()},
        .search = {"name"},
        .filter = {"yard"},
        .order = {"name"},
        .permission = {},
        .scope = {.owner = "owner", .places = {{"yard", "yard"}}},
    };
}

tenon::Resource gates() {
    return {
        .name = "gates",
        .path = "/gates",
        .table = "things_gate",
        .fields = {text("name", 40).required(), ref("owner", "tenon_user").readOnly()},
        .search = {},
        .filter = {},
        .order = {"name"},
        .permission = {},
        .scope = {.owner = "owner", .places = {}},
    };
}

/// A lid stays with its box, and covers lids of the same box or of none.
tenon::Resource lids() {
    return {
        .name = "lids",
        .path = "/lids",
        .table = "things_lid",
        .fields =
            {
                text("title", 40).storedAs("name").required().unique(),
                ref("box_id", "things_box").nullable().fixed(),
                ref("over_id", "things_lid").nullable().agreeingOn("box_id"),
                text("nailed_by", 40).readOnly(),
            },
        .search = {"title"},
        .filter = {"title", "box_id"},
        .order = {"title"},
        .permission = {},
        .scope = {},
    };
}

void refuseShortening(const tenon::Request&, const tenon::JsonObject& before, tenon::JsonObject& after) {
    if (tenon::textAt(after, "title").size() < tenon::textAt(before, "title").size()) {
        throw tenon::Conflict("SHORTER", "A title only grows.");
    }
}

/// A lid is nailed down once, and tells by whose hammer.
void nail(const tenon::Request& request, const tenon::JsonObject& before, tenon::JsonObject& after) {
    if (!before.at("nailed_by").is_null()) {
        throw tenon::Conflict("INVALID_STATE", "It is nailed down already.");
    }
    after["nailed_by"] = request.body().at("hammer");
}

tenon::Resource thingsTable() {
    return {
        .name = "things",
        .path = "/things/",
        .table = "things_thing",
        .fields =
            {
                text("name", 40).required().unique(),
                text("note", 200).nullable(),
                integer("amount").min(0).max(1000).nullable(),
                decimal("price", 2).min("0").nullable(),
                number("score").nullable(),
                choice("status", {"active", "retired"}).initial("active"),
                boolean("tracked").initial(true),
                date("introduced").nullable(),
                timestamp("seen").nullable(),
                email("contact").nullable(),
                uuid("code").nullable(),
                ref("box", "things_box").nullable(),
                ref("spare", "things_box").nullable(),
                list("tags", text("tag", 20)),
                object("size", {integer("width").required(), integer("height")}).nullable(),
                json("extra").nullable(),
                secret("pin").nullable(),
                text("owner").readOnly(),
            },
        .search = {"name", "note"},
        .filter = {"status", "box", "tracked", "price", "introduced", "seen", "owner"},
        .order = {"name", "price", "amount", "created_at"},
        .permission = {},
    };
}

void checkThing(const tenon::Request& request, tenon::JsonObject& record) {
    const std::string_view name = tenon::textAt(record, "name");
    if (name == "forbidden") {
        throw tenon::Invalid("name", tenon::Message("May not be called {name}.", {{"name", name}}));
    }
    if (!record.contains("owner")) {
        record["owner"] = request.caller().name();
    }
}

void requireUnpinned(const tenon::Request&, const tenon::JsonObject& record) {
    if (tenon::textAt(record, "name") == "pinned") {
        throw tenon::Conflict("PINNED", "This thing is pinned.");
    }
}

tenon::Condition ownThings(const tenon::Caller& caller) {
    if (caller.has("things.all")) {
        return {};
    }
    return {.sql = "owner = :owner", .parameters = {{"owner", tenon::Json(caller.name())}}};
}

} // namespace

void declareResources(tenon::App& app) {
    app.permission("things.all", "May see everybody's things.");
    tenon::ResourceRoutes& ofBoxes = app.resource(boxes()).readableBySignedIn();
    tenon::ResourceRoutes& ofLids = app.resource(lids()).beforeChange(refuseShortening).dialect("ktl");
    ofLids.action("nail", {text("hammer", 40).required(), text("reason", 80)}, nail);
    ofBoxes.lists("lids", ofLids, "box_id");
    app.resource(colours()).readOnly();
    app.placeKind("yard", "things_yard");
    app.resource(yards());
    app.resource(sheds());
    app.resource(gates()).readableBySignedIn();
    app.resource(thingsTable())
        .beforeSave(checkThing)
        .afterSave([&app](const tenon::Request&, const tenon::Json& before, const tenon::JsonObject& after) {
            app.publish(before.is_null() ? "things.added" : "things.changed", {{"name", after.at("name")}});
        })
        .beforeDelete(requireUnpinned)
        .scope(ownThings)
        .computed(text("label"), [](const tenon::JsonObject& record) {
            return tenon::Json(std::string(tenon::textAt(record, "name")) + "!");
        });
}

} // namespace things
