/// Contacts: the parties, as Gaara's document lists them.

#include "routes.h"

#include <tenon/batch.h>

namespace contacts {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

tenon::Fields contactBody() {
    return {
        text("name", 200).also("full_name"),
        text("first_name", 100).nullable(),
        text("last_name", 100).nullable(),
        email("email").nullable(),
        text("phone", 40).also("mobile").nullable().example("+96522405511"),
        text("company", 200).also("company_name").nullable().help("Whom the contact works for"),
        text("contact_type", 40).also("type").nullable().example("customer"),
        choice("kind", {"person", "organization"}),
        text("website", 255).nullable(),
        choice("language", {"en", "ar", "bn", "id"}).nullable(),
        text("notes", 4000).nullable(),
        boolean("is_active"),
        json("company_id").nullable().help("Which company's contact it is; without it the caller's default"),
        boolean("allow_duplicate"),
    };
}

tenon::Fields contactAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        integer("version"),
        text("name"),
        text("email").nullable(),
        text("phone").nullable(),
        text("company").nullable(),
        text("contact_type").nullable(),
        text("kind"),
        boolean("is_customer"),
        boolean("is_supplier"),
        boolean("is_active"),
        integer("company_id").nullable(),
    };
}

/// A contact's `company` is the party's `company_name`; its type says what the party is to us.
JsonObject partyOf(const JsonObject& contact) {
    JsonObject party = contact;
    if (party.contains("company")) {
        party["company_name"] = contact.at("company");
        party.erase("company");
    }
    const std::string_view type = tenon::textAt(contact, "contact_type");
    if (type == "customer" || type == "supplier") {
        party["is_" + std::string(type)] = true;
    }
    return party;
}

JsonObject contactOf(JsonObject party) {
    tenon::Json company = party.at("company_name");
    party["company"] = std::move(company);
    return party;
}

Reply answered(JsonObject party) {
    const std::string etag = "\"" + std::to_string(party.at("version").as_int64()) + "\"";
    return tenon::ok(contactOf(std::move(party))).with("ETag", etag);
}

Reply list(Parts& parts, const Request& request) {
    tenon::Page page = parts.parties->list(request.caller(), request.arguments(), request.paging());
    for (tenon::Json& item : page.items) {
        item = contactOf(std::move(item.as_object()));
    }
    return tenon::page(std::move(page));
}

Reply read(Parts& parts, const Request& request) {
    return answered(parts.parties->read(request.caller(), request.parameter("id")));
}

Reply add(Parts& parts, const Request& request) {
    return tenon::created(contactOf(parts.parties->add(request.caller(), partyOf(request.body()))))
        .saying("The contact was added.");
}

Reply change(Parts& parts, const Request& request) {
    return answered(parts.parties->change(request.caller(), request.parameter("id"), partyOf(request.body())));
}

Reply remove(Parts& parts, const Request& request) {
    parts.parties->remove(request.caller(), request.parameter("id"));
    return tenon::ok({{"deleted", true}}).saying("The contact was deleted.");
}

} // namespace

void declareContacts(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/contacts/", calling(list))
        .needs("parties.view")
        .query({
            text("search", 200).also("q"),
            text("contact_type", 40),
            choice("role", {"customer", "supplier", "employee", "subscriber"}),
            boolean("is_active"),
            json("company_id"),
            text("ordering", 20).help("One of: name, code, created_at, id; with '-', backwards."),
        })
        .answersList(contactAnswer())
        .summary("The contacts");
    app.post("/contacts/", calling(add))
        .needs("parties.add")
        .status(201)
        .body(contactBody())
        .answers(contactAnswer())
        .summary("Adds a contact");
    tenon::declareBatch(
        app,
        {.path = "/contacts/batch/",
         .permission = "parties.add",
         .rows = "contacts",
         .row = contactBody(),
         .beside = {},
         .answer = {integer("id")},
         .work =
             [&parts](const Request& request) {
                 return [&parts, &request](const JsonObject& row) -> JsonObject {
                     return {{"id", parts.parties->add(request.caller(), partyOf(row)).at("id")}};
                 };
             }}
    ).summary("Adds up to 1,000 contacts: all or none of them, or as many as are right");
    app.get("/contacts/{id}/", calling(read))
        .needs("parties.view")
        .answers(contactAnswer())
        .summary("A contact by its id or UUID");
    for (const char* method : {"PUT", "PATCH"}) {
        app.route(method, "/contacts/{id}/", calling(change))
            .needs("parties.change")
            .body(contactBody())
            .answers(contactAnswer())
            .summary("Changes what is sent");
    }
    app.remove("/contacts/{id}/", calling(remove))
        .needs("parties.delete")
        .answers({boolean("deleted")})
        .summary("Removes a contact that nothing refers to");
    // clang-format on
}

} // namespace contacts
