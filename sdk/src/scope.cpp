#include <tenon/scope.h>

#include <algorithm>

namespace tenon {

namespace {

Value valueOf(const Json& json) {
    switch (json.kind()) {
    case boost::json::kind::null:
        return nullptr;
    case boost::json::kind::bool_:
        return json.get_bool();
    case boost::json::kind::int64:
        return json.get_int64();
    case boost::json::kind::string:
        return json.get_string();
    default:
        throw std::invalid_argument("a condition takes numbers, texts and true or false");
    }
}

constexpr std::string_view ownRows = " = :scope_account";
// The tree of accounts is the kernel's: accounts know under whom they were made.
constexpr std::string_view rowsBelow =
    " IN (WITH RECURSIVE below(id) AS (SELECT id FROM tenon_user WHERE id = :scope_account UNION SELECT u.id FROM "
    "tenon_user u JOIN below b ON u.parent_id = b.id) SELECT id FROM below)";

void widen(std::string& sql, std::string_view column, std::string_view condition) {
    sql.append(sql.empty() ? "" : " OR ").append(column).append(condition);
}

} // namespace

std::vector<Param> Condition::params() const {
    std::vector<Param> found;
    found.reserve(parameters.size());
    for (const auto& [name, value] : parameters) {
        found.push_back({name, valueOf(value)});
    }
    return found;
}

bool Scope::reaches(std::string_view kind, std::int64_t id) const {
    return isAll
           || std::ranges::any_of(places, [&](const Place& place) { return place.id == id && place.kind == kind; });
}

std::vector<std::int64_t> Scope::idsOf(std::string_view kind) const {
    std::vector<std::int64_t> ids;
    for (const Place& place : places) {
        if (place.kind == kind) {
            ids.push_back(place.id);
        }
    }
    return ids;
}

Condition Scope::on(const ScopeColumns& columns) const {
    Condition condition;
    if (isAll) {
        return condition;
    }
    if (account != 0 && !columns.owner.empty()) {
        widen(condition.sql, columns.owner, withSubtree ? rowsBelow : ownRows);
        condition.parameters.emplace_back("scope_account", account);
    }
    for (const auto& [kind, column] : columns.places) {
        std::string list;
        for (const std::int64_t id : idsOf(kind)) {
            const std::string name = "scope_place" + std::to_string(condition.parameters.size());
            list.append(list.empty() ? " IN (:" : ", :").append(name);
            condition.parameters.emplace_back(name, id);
        }
        if (!list.empty()) {
            widen(condition.sql, column, list.append(")"));
        }
    }
    if (condition.sql.empty()) {
        condition.sql = "1 = 0";
    }
    return condition;
}

void Scope::add(const Scope& other) {
    isAll = isAll || other.isAll;
    account = account != 0 ? account : other.account;
    withSubtree = withSubtree || other.withSubtree;
    places.insert(places.end(), other.places.begin(), other.places.end());
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

} // namespace tenon
