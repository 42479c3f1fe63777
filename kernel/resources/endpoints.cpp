#include <kernel/resources/constraint_faults.h>
#include <kernel/resources/endpoints.h>
#include <kernel/resources/list_query.h>
#include <kernel/resources/record.h>

#include <kernel/http/conditional.h>

#include <tenon/random.h>

#include <algorithm>

namespace tenon::resources {

namespace {

Fields fieldsOf(const JsonArray& descriptions) {
    Fields fields;
    for (const Json& description : descriptions) {
        fields.emplace_back(description.as_object());
    }
    return fields;
}

/// Every field as a query parameter by which the list can be filtered: never required, without its initial value.
Fields filtersOf(const Definition& definition) {
    Fields fields;
    for (const Json& description : definition.fields) {
        JsonObject filter = description.as_object();
        const auto& names = definition.filter;
        if (std::find(names.begin(), names.end(), textAt(filter, "name")) != names.end()) {
            filter.erase("required");
            filter.erase("initial");
            filter.erase("read_only");
            fields.emplace_back(std::move(filter));
        }
    }
    return fields;
}

std::string etagOf(const JsonObject& record) { return "\"" + std::to_string(record.at("version").as_int64()) + "\""; }

/// If-Match (RFC 9110 13.1.1): the client changes only what it has seen.
void requireMatch(const Request& request, const JsonObject& record) {
    const auto condition = request.header("if-match");
    if (condition && !http::holdsTag(*condition, etagOf(record))) {
        throw Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
    }
}

bool isNumber(std::string_view text) {
    return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Endpoints::Endpoints(App& app, std::string_view module, const JsonObject& description)
    : _app(app), _module(module), _definition(module, description), _statements(_definition) {}

void Endpoints::registerRoutes() {
    const Fields fields = fieldsOf(_definition.fields);
    registerReading(fields);
    if (!_isReadOnly) {
        registerWriting(fields);
    }
}

void Endpoints::registerReading(const Fields& fields) {
    Route& listRoute = _app.get(_definition.path, [this](const Request& request) { return list(request); })
                           .query(filtersOf(_definition))
                           .answersList(fields)
                           .summary("List of " + _definition.name);
    Route& readRoute = _app.get(_definition.path + "/{id}", [this](const Request& request) { return read(request); })
                           .answers(fields)
                           .summary("One of " + _definition.name);
    if (_isReadableBySignedIn) {
        listRoute.signedIn();
        readRoute.signedIn();
        return;
    }
    const std::string permission = _definition.permission + ".view";
    _app.permission(permission, "May list and read " + _definition.name + ".");
    listRoute.needs(permission);
    readRoute.needs(permission);
}

void Endpoints::registerWriting(const Fields& fields) {
    const std::string one = _definition.path + "/{id}";
    const std::string& prefix = _definition.permission;
    _app.permission(prefix + ".add", "May add to " + _definition.name + ".");
    _app.permission(prefix + ".change", "May change " + _definition.name + ".");
    _app.permission(prefix + ".delete", "May delete from " + _definition.name + ".");
    _app.post(_definition.path, [this](const Request& request) { return create(request); })
        .needs(prefix + ".add")
        .body(fields)
        .answers(fields)
        .status(201)
        .summary("Adds to " + _definition.name);
    for (const char* method : {"PUT", "PATCH"}) {
        _app.route(method, one, [this](const Request& request) { return change(request); })
            .needs(prefix + ".change")
            .body(fields)
            .answers(fields)
            .summary("Changes one of " + _definition.name);
    }
    _app.remove(one, [this](const Request& request) { return remove(request); })
        .needs(prefix + ".delete")
        .summary("Deletes one of " + _definition.name);
}

ResourceRoutes& Endpoints::readOnly() {
    _isReadOnly = true;
    return *this;
}

ResourceRoutes& Endpoints::readableBySignedIn() {
    _isReadableBySignedIn = true;
    return *this;
}

ResourceRoutes& Endpoints::beforeSave(Check check) {
    _beforeSave.push_back(std::move(check));
    return *this;
}

ResourceRoutes& Endpoints::afterSave(Saved saved) {
    _afterSave.push_back(std::move(saved));
    return *this;
}

ResourceRoutes& Endpoints::beforeDelete(Check check) {
    _beforeDelete.push_back(std::move(check));
    return *this;
}

ResourceRoutes& Endpoints::scope(Scope scope) {
    _scope = std::move(scope);
    return *this;
}

ResourceRoutes& Endpoints::computed(const Field& field, Compute compute) {
    _computed.emplace_back(field.name(), std::move(compute));
    return *this;
}

Condition Endpoints::scopeOf(const Caller& caller) const { return _scope ? _scope(caller) : Condition(); }

JsonObject Endpoints::shown(JsonObject record) const {
    for (const auto& [name, compute] : _computed) {
        record[name] = compute(record);
    }
    return withoutHidden(_definition, std::move(record));
}

Reply Endpoints::list(const Request& request) {
    const ListQuery query(_definition, _statements, request, scopeOf(request.caller()));
    Page page{.items = {}, .total = 0, .size = query.paging().size, .offset = query.paging().offset};
    _app.database().run(query.page(), query.params(), [&](const Row& row) {
        page.items.emplace_back(shown(recordOf(_definition, row)));
        page.total = row.integer(row.size() - 1);
    });
    if (page.items.empty() && page.offset > 0) {
        _app.database().run(query.count(), query.params(), [&](const Row& row) { page.total = row.integer(0); });
    }
    return tenon::page(std::move(page));
}

/// The record that the path names, by id or uuid, if it is in the caller's scope.
JsonObject Endpoints::found(const Request& request) {
    const std::string_view key = request.parameter("id");
    const Condition scope = scopeOf(request.caller());
    std::vector<Param> params;
    if (isNumber(key)) {
        params.push_back({"key", request.id()});
    } else {
        params.push_back({"key", key});
    }
    for (const auto& [name, value] : scope.parameters) {
        params.push_back({name, comparable({}, value)});
    }
    std::optional<JsonObject> record;
    _app.database().run(_statements.read(isNumber(key) ? "id" : "uuid", scope.sql), params, [&](const Row& row) {
        record = recordOf(_definition, row);
    });
    if (!record) {
        throw NotFound();
    }
    return std::move(*record);
}

Reply Endpoints::read(const Request& request) {
    JsonObject record = found(request);
    std::string etag = etagOf(record);
    return ok(shown(std::move(record))).with("ETag", etag);
}

void Endpoints::audit(const Request& request, std::string_view verb, const Json& before, const Json& after) const {
    const auto visible = [&](const Json& record) {
        return record.is_object() ? Json(withoutHidden(_definition, record.get_object())) : Json(nullptr);
    };
    const Json& record = after.is_null() ? before : after;
    _app.audit().record(
        request.caller(),
        {
            .action = _module + "." + _definition.name + "." + std::string(verb),
            .model = _definition.table,
            .record = std::to_string(record.at("id").as_int64()),
            .before = visible(before),
            .after = visible(after),
            .reason = {},
        }
    );
}

Reply Endpoints::create(const Request& request) {
    JsonObject record = request.body();
    for (const Check& check : _beforeSave) {
        check(request, record);
    }
    Stored stored(_definition, record);
    const std::string uuid = Random::uuid();
    stored.add("uuid", uuid);
    stored.add("now", Clock::now());
    JsonObject after;
    try {
        _app.database().run(_statements.insert, stored.params(), [&](const Row& row) { after = recordOf(_definition, row); });
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, _app.database(), record);
    }
    audit(request, "created", nullptr, after);
    for (const Saved& saved : _afterSave) {
        saved(request, nullptr, after);
    }
    std::string etag = etagOf(after);
    return created(shown(std::move(after))).with("ETag", etag);
}

Reply Endpoints::change(const Request& request) {
    const JsonObject before = found(request);
    requireMatch(request, before);
    JsonObject record = before;
    for (const auto& member : request.body()) {
        record[member.key()] = member.value();
    }
    for (const Check& check : _beforeSave) {
        check(request, record);
    }
    Stored stored(_definition, record);
    stored.add("id", before.at("id").as_int64());
    stored.add("version", before.at("version").as_int64());
    stored.add("now", Clock::now());
    JsonObject after;
    try {
        _app.database().run(_statements.update, stored.params(), [&](const Row& row) { after = recordOf(_definition, row); });
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, _app.database(), record);
    }
    if (after.empty()) {
        throw Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
    }
    audit(request, "changed", before, after);
    for (const Saved& saved : _afterSave) {
        saved(request, before, after);
    }
    std::string etag = etagOf(after);
    return ok(shown(std::move(after))).with("ETag", etag);
}

Reply Endpoints::remove(const Request& request) {
    JsonObject before = found(request);
    requireMatch(request, before);
    for (const Check& check : _beforeDelete) {
        check(request, before);
    }
    try {
        _app.database().execute(
            _statements.remove, {{"id", before.at("id").as_int64()}, {"version", before.at("version").as_int64()}}
        );
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, _app.database(), {});
    }
    audit(request, "deleted", before, nullptr);
    return ok({{"id", before.at("id")}, {"deleted", true}});
}

} // namespace tenon::resources
