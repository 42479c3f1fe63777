#include <kernel/resources/reach.h>

#include <string>
#include <utility>

namespace tenon::resources {

Condition both(Condition first, Condition second) {
    if (first.sql.empty() || second.sql.empty()) {
        return first.sql.empty() ? std::move(second) : std::move(first);
    }
    first.sql = "(" + first.sql + ") AND (" + second.sql + ")";
    std::move(second.parameters.begin(), second.parameters.end(), std::back_inserter(first.parameters));
    return first;
}

bool Reach::isDeclared() const { return !_definition.scope.owner.empty() || !_definition.scope.places.empty(); }

Scope Reach::scopeOf(const Caller& caller, std::string_view verb) const {
    const bool isOpen = !isDeclared() || (_isOpenForReading && verb == "view");
    return isOpen ? Scope{.isAll = true} : caller.scopeOf(_definition.permission + "." + std::string(verb));
}

Condition Reach::of(const Caller& caller, std::string_view verb) const {
    return both(scopeOf(caller, verb).on(_definition.scope), _own ? _own(caller) : Condition());
}

void Reach::own(const Caller& caller, JsonObject& record) const {
    const std::string& owner = _definition.scope.owner;
    if (owner.empty() || !caller.isSignedIn()) {
        return;
    }
    if (Json& named = record[owner]; named.is_null()) {
        named = caller.id();
    }
}

void Reach::requireWithin(const Caller& caller, Database& database, std::string_view verb, const JsonObject& record)
    const {
    const Scope scope = scopeOf(caller, verb);
    const Condition condition = scope.on(_definition.scope);
    if (condition.sql.empty()) {
        return;
    }
    std::vector<Param> params = condition.params();
    params.push_back({"key", record.at("id").as_int64()});
    bool isWithin = false;
    database.run(_statements.read("id", condition.sql), params, [&](const Row&) { isWithin = true; });
    if (isWithin) {
        return;
    }
    for (const auto& [kind, column] : _definition.scope.places) {
        const Json* place = _definition.column(column) != nullptr ? record.if_contains(column) : nullptr;
        if (place != nullptr && !(place->is_int64() && scope.reaches(kind, place->get_int64()))) {
            throw Invalid(column, "Refers to a record that does not exist.");
        }
    }
    throw Forbidden();
}

} // namespace tenon::resources
