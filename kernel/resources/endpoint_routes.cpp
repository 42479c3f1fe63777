#include <kernel/resources/described_fields.h>
#include <kernel/resources/endpoints.h>

#include <stdexcept>

namespace tenon::resources {

Endpoints::Endpoints(App& app, std::string_view module, const JsonObject& description)
    : _app(app), _module(module), _definition(module, description), _statements(_definition),
      _secrets(_definition, app.secrets()), _reach(_definition, _statements) {}

void Endpoints::registerRoutes() {
    _secrets.declare();
    const Fields declared = declaredFields(_definition);
    const Fields answer = answerFields(_definition, _computed);
    registerReading(answer);
    if (!_isReadOnly) {
        registerWriting(declared, answer);
    }
    registerActions(answer);
}

/// As the list is documented, with or without a trailing slash.
std::string Endpoints::itemPath() const {
    return _definition.path.ends_with('/') ? _definition.path + "{id}/" : _definition.path + "/{id}";
}

Route& Endpoints::add(std::string_view method, std::string_view path, Handler handler) {
    Route& route = _app.route(method, path, std::move(handler));
    return _dialect.empty() ? route : route.dialect(_dialect);
}

void Endpoints::guardReading(Route& route) const {
    if (_isReadableBySignedIn) {
        route.signedIn();
    } else {
        route.needs(_definition.permission + ".view");
    }
}

void Endpoints::describeList(Route& route) const {
    guardReading(route);
    route.query(listQueryFields(_definition)).answersList(answerFields(_definition, _computed));
}

void Endpoints::registerReading(const Fields& answer) {
    if (!_isReadableBySignedIn) {
        _app.permission(_definition.permission + ".view", "May list and read " + _definition.name + ".");
    }
    Route& list = add("GET", _definition.path, [this](const Request& request) { return this->list(request, {}); });
    describeList(list);
    list.summary("List of " + _definition.name);
    Route& one = add("GET", itemPath(), [this](const Request& request) { return read(request); });
    guardReading(one);
    one.answers(answer).summary("One of " + _definition.name);
    for (const Nested& nested : _nested) {
        const std::string path = itemPath() + (itemPath().ends_with('/') ? "" : "/") + nested.segment;
        Route& route =
            add("GET", path, [this, &nested](const Request& request) { return listNested(request, nested); });
        nested.children.describeList(route);
        route.summary("The " + nested.children._definition.name + " of one of " + _definition.name);
    }
}

void Endpoints::registerWriting(const Fields& declared, const Fields& answer) {
    const std::string one = itemPath();
    const std::string& prefix = _definition.permission;
    _app.permission(prefix + ".add", "May add to " + _definition.name + ".");
    _app.permission(prefix + ".change", "May change " + _definition.name + ".");
    _app.permission(prefix + ".delete", "May delete from " + _definition.name + ".");
    add("POST", _definition.path, [this](const Request& request) { return create(request); })
        .needs(prefix + ".add")
        .body(declared)
        .answers(answer)
        .status(201)
        .summary("Adds to " + _definition.name);
    for (const char* method : {"PUT", "PATCH"}) {
        add(method, one, [this](const Request& request) { return change(request); })
            .needs(prefix + ".change")
            .body(declared)
            .answers(answer)
            .summary("Changes one of " + _definition.name);
    }
    add("DELETE", one, [this](const Request& request) { return remove(request); })
        .needs(prefix + ".delete")
        .answers({fields::integer("id"), fields::boolean("deleted")})
        .summary("Deletes one of " + _definition.name);
}

void Endpoints::registerActions(const Fields& answer) {
    const std::string one = itemPath() + (itemPath().ends_with('/') ? "" : "/");
    for (const Action& action : _actions) {
        const std::string permission = _definition.permission + "." + action.name;
        _app.permission(permission, "May " + action.name + " what is of " + _definition.name + ".");
        add("POST", one + action.name, [this, &action](const Request& request) { return act(request, action); })
            .needs(permission)
            .body(action.body)
            .answers(answer)
            .summary("To " + action.name + " one of " + _definition.name);
    }
}

ResourceRoutes& Endpoints::readOnly() {
    _isReadOnly = true;
    return *this;
}

ResourceRoutes& Endpoints::readableBySignedIn() {
    _isReadableBySignedIn = true;
    _reach.openReading();
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
    _reach.restrict(std::move(scope));
    return *this;
}

ResourceRoutes& Endpoints::computed(const Field& field, Compute compute) {
    _computed.emplace_back(field, std::move(compute));
    return *this;
}

ResourceRoutes& Endpoints::beforeChange(Change change) {
    _beforeChange.push_back(std::move(change));
    return *this;
}

ResourceRoutes& Endpoints::dialect(std::string_view name) {
    _dialect = name;
    return *this;
}

ResourceRoutes& Endpoints::action(std::string_view name, const Fields& body, Change act) {
    _actions.push_back({std::string(name), body, std::move(act)});
    return *this;
}

ResourceRoutes& Endpoints::lists(std::string_view segment, ResourceRoutes& children, std::string_view field) {
    auto& endpoints = dynamic_cast<Endpoints&>(children);
    const Column* column = endpoints._definition.column(field);
    if (column == nullptr || column->target != _definition.table) {
        throw std::invalid_argument(
            "resource " + endpoints._definition.name + ": '" + std::string(field) + "' is no reference to "
            + _definition.table
        );
    }
    _nested.push_back({std::string(segment), endpoints, column->storedAs + " = :parent"});
    return *this;
}

} // namespace tenon::resources
