/// Customers and suppliers: the parties of one role, under the paths and with the short address that shops know.

#include "party_fields.h"
#include "party_replies.h"
#include "routes.h"

#include <tenon/error.h>

namespace parties {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

struct RoleView {
    std::string_view path;
    std::string_view role; ///< As lists are narrowed by it
    std::string_view flag; ///< The member that says that a party has it
    std::string_view ofAll;
    std::string_view ofOne;
    std::string_view ofAdding;
    std::string_view ofChanging;
};

constexpr RoleView customers{
    .path = "/sales/customers/",
    .role = "customer",
    .flag = "is_customer",
    .ofAll = "Whom the companies sell to",
    .ofOne = "A customer",
    .ofAdding = "Adds a customer",
    .ofChanging = "Changes what is sent of a customer"};
constexpr RoleView suppliers{
    .path = "/purchasing/suppliers/",
    .role = "supplier",
    .flag = "is_supplier",
    .ofAll = "Whom the companies buy from",
    .ofOne = "A supplier",
    .ofAdding = "Adds a supplier",
    .ofChanging = "Changes what is sent of a supplier"};

/// `address` in its whole form.
JsonObject partyIn(const JsonObject& sent) {
    JsonObject party = sent;
    if (!party.contains("address")) {
        return party;
    }
    if (party.contains("addresses")) {
        throw tenon::Invalid("address", "Send either this or `addresses`.");
    }
    JsonArray addresses;
    if (const std::string street(tenon::textAt(party, "address")); !street.empty()) {
        addresses.push_back({{"kind", "main"}, {"street", street}});
    }
    party.erase("address");
    party["addresses"] = std::move(addresses);
    return party;
}

JsonObject inShort(JsonObject party) {
    const JsonArray& addresses = party.at("addresses").as_array();
    Json street = addresses.empty() ? Json(nullptr) : addresses.front().at("street");
    party["address"] = std::move(street);
    return party;
}

/// A party that has not the role does not exist under the role's path.
void requireRole(PartyStore& store, const RoleView& view, const Request& request, std::string_view permission) {
    if (!tenon::flagAt(store.reached(request.caller(), permission, request.parameter("id")), view.flag)) {
        throw tenon::NotFound();
    }
}

Reply list(PartyStore& store, const RoleView& view, const Request& request) {
    JsonObject filter = request.arguments();
    filter["role"] = view.role;
    return tenon::page(store.list(request.caller(), filter, request.paging()));
}

Reply add(PartyStore& store, const RoleView& view, const Request& request) {
    JsonObject party = partyIn(request.body());
    party[view.flag] = true;
    return tenon::created(inShort(store.add(request.caller(), party))).saying("The party was added.");
}

Reply read(PartyStore& store, const RoleView& view, const Request& request) {
    JsonObject party = store.read(request.caller(), request.parameter("id"));
    if (!tenon::flagAt(party, view.flag)) {
        throw tenon::NotFound();
    }
    return answered(inShort(std::move(party)));
}

Reply change(PartyStore& store, const RoleView& view, const Request& request) {
    requireRole(store, view, request, "parties.change");
    requireMatch(store, request, "parties.change");
    return answered(inShort(store.change(request.caller(), request.parameter("id"), partyIn(request.body()))));
}

Reply remove(PartyStore& store, const RoleView& view, const Request& request) {
    requireRole(store, view, request, "parties.delete");
    requireMatch(store, request, "parties.delete");
    store.remove(request.caller(), request.parameter("id"));
    return tenon::ok({{"deleted", true}}).saying("The party was deleted.");
}

void declare(tenon::App& app, PartyStore& store, const RoleView& view) {
    const auto calling = [&](Reply (*handler)(PartyStore&, const RoleView&, const Request&)) {
        return [&store, &view, handler](const Request& request) { return handler(store, view, request); };
    };
    const std::string all(view.path);
    const std::string one = all + "{id}/";
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get(all, calling(list))
        .needs("parties.view")
        .query(roleQuery())
        .answersList(partySummary())
        .summary(view.ofAll);
    app.post(all, calling(add))
        .needs("parties.add")
        .status(201)
        .body(roleBody())
        .answers(roleDetail())
        .summary(view.ofAdding);
    app.get(one, calling(read)).needs("parties.view").answers(roleDetail()).summary(view.ofOne);
    for (const char* method : {"PUT", "PATCH"}) {
        app.route(method, one, calling(change))
            .needs("parties.change")
            .body(roleBody())
            .answers(roleDetail())
            .summary(view.ofChanging);
    }
    app.remove(one, calling(remove))
        .needs("parties.delete")
        .answers({boolean("deleted")})
        .summary("Removes a party that nothing refers to");
    // clang-format on
}

} // namespace

void declareRoleRoutes(tenon::App& app, PartyStore& store) {
    declare(app, store, customers);
    declare(app, store, suppliers);
}

} // namespace parties
