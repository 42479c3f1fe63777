/// The run-time settings over HTTP: one object of sections, as two of the documented systems have it, and its versions.

#include "routes.h"

namespace tenon::settings {

namespace {

using namespace tenon::fields;

/// Members of the body beside the sections.
constexpr std::string_view effectiveFrom = "effective_from";
constexpr std::string_view reason = "reason";

Reply answer(SettingsService::Shown shown) {
    const std::string tag = "\"" + std::to_string(shown.version) + "\"";
    return ok(std::move(shown.sections)).with("ETag", tag);
}

Reply read(SettingsService& service, const Request& request) {
    return answer(service.read(request.caller(), Timestamp::parse(textAt(request.arguments(), "at"))));
}

Reply change(SettingsService& service, const Request& request) {
    JsonObject changes = request.body();
    const SettingsService::Terms terms{
        .effectiveFrom = Timestamp::parse(textAt(changes, effectiveFrom)),
        .reason = std::string(textAt(changes, reason)),
        .seen = request.header("if-match"),
    };
    changes.erase(effectiveFrom);
    changes.erase(reason);
    return answer(service.change(request.caller(), changes, terms)).saying("The settings were saved.");
}

Fields versionMembers() {
    return {
        integer("version"),
        timestamp(effectiveFrom),
        timestamp("changed_at"),
        integer("changed_by").help("0: the server itself"),
        text("changed_by_name"),
        text(reason),
        json("changes").help("{section: {member: value}}, secrets masked"),
    };
}

/// The members of the body beside the sections, which the service checks: what is sent of a section changes alone.
Fields bodyMembers(const SettingsService& service) {
    Fields members{
        timestamp(effectiveFrom).help("When the change takes effect; at once, unless it is said"),
        text(reason, 500).help("Why, for the history and the audit trail"),
    };
    for (const Field& section : service.fields()) {
        members.push_back(json(section.name()).help("The members of the section that change, as they are answered"));
    }
    return members;
}

void serve(App& app, SettingsService& service, std::string_view path, std::string_view dialect) {
    Route& reading = app.get(path, [&service](const Request& request) { return read(service, request); });
    Route& changing = app.put(path, [&service](const Request& request) { return change(service, request); });
    reading.dialect(dialect)
        .needs(viewPermission)
        .rateClass("admin")
        .query({timestamp("at").help("As they were or, as far as it is decided, will be at this instant")})
        .summary("What administrators set while the server runs, as {section: {member: value}}; secrets masked");
    changing.dialect(dialect)
        .needs(changePermission)
        .rateClass("admin")
        .body(bodyMembers(service))
        .anything()
        .summary("Changes the members of sections that are sent and answers all settings; a mask sent back leaves the "
                 "secret as it is, If-Match with the ETag of what was read refuses to overwrite what others changed");
    // What the modules have declared by then.
    app.onReady([&service, &reading, &changing] {
        reading.answers(service.fields());
        changing.answers(service.fields()).body(bodyMembers(service));
    });
}

} // namespace

void declareSettings(App& app, SettingsService& service) {
    app.permission(viewPermission, "See the settings that hold while the server runs, and their history.");
    app.permission(changePermission, "Change the settings that hold while the server runs.");
    serve(app, service, "/settings/", "gaara");
    serve(app, service, "/system/config/", "danasaham");

    // clang-format off: a route's guard, answer and summary stay together
    app.get(
           "/settings/sections/",
           [&service](const Request& request) { return list(service.sections(request.caller())); }
    )
        .needs(viewPermission)
        .rateClass("admin")
        .answersList({text("name"), text("module"), text("help"), json("schema").help("JSON Schema of the section")})
        .summary("What can be set: each section with its fields");
    app.get(
           "/settings/versions/",
           [&service](const Request& request) { return page(service.versions(request.caller(), request.paging())); }
    )
        .needs(viewPermission)
        .rateClass("admin")
        .answersList(versionMembers())
        .summary("Who changed which settings when, newest first");
    Fields whole = versionMembers();
    whole.push_back(json("settings").help("All of them once the version is in force"));
    app.get(
           "/settings/versions/{version}/",
           [&service](const Request& request) { return ok(service.version(request.caller(), request.id("version"))); }
    )
        .needs(viewPermission)
        .rateClass("admin")
        .answers(whole)
        .summary("One change, and all settings as it left them");
    // clang-format on
}

} // namespace tenon::settings
