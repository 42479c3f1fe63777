#include "given_scope.h"

#include "given_permissions.h"
#include "place_kinds.h"

#include <tenon/error.h>

#include <algorithm>
#include <iterator>

namespace tenon::auth {

namespace {

constexpr std::string_view own = "own";
constexpr std::string_view subtree = "subtree";
constexpr std::string_view organisation = "organisation";
constexpr std::string_view all = "all";

/// All that one who reaches `scope` may give away.
GivenScope mostOf(const Scope& scope) {
    if (scope.withSubtree) {
        return {.name = std::string(subtree)};
    }
    if (!scope.places.empty()) {
        return {.name = std::string(organisation), .places = scope.places};
    }
    return {.name = std::string(own)};
}

Place placeIn(const Json& entry, PlaceKinds& kinds) {
    const JsonObject* place = entry.if_object();
    const Json* id = place != nullptr ? place->if_contains("id") : nullptr;
    if (id == nullptr) {
        throw Invalid("places", "Must be a list of objects with kind and id.");
    }
    return kinds.find(textAt(*place, "kind"), keyIn(*id));
}

std::vector<Place> placesIn(const Json& list, PlaceKinds& kinds) {
    if (!list.is_array()) {
        throw Invalid("places", "Must be a list.");
    }
    std::vector<Place> places;
    for (const Json& entry : list.get_array()) {
        places.push_back(placeIn(entry, kinds));
    }
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

const Json* memberOf(const JsonObject& members, std::string_view name) {
    const Json* found = members.if_contains(name);
    return found != nullptr && !found->is_null() ? found : nullptr;
}

} // namespace

bool isScope(std::string_view name) { return name == own || name == subtree || name == organisation || name == all; }

Scope reachOf(const GivenScope& given, std::int64_t account) {
    if (given.name == all) {
        return {.isAll = true};
    }
    if (given.name == organisation) {
        return {.places = given.places};
    }
    return {.account = account, .withSubtree = given.name == subtree};
}

GivenScope narrowed(GivenScope given, const Scope& scope) {
    if (scope.isAll || given.name == own || (given.name == subtree && scope.withSubtree)) {
        return given;
    }
    if (given.name != organisation) {
        return mostOf(scope);
    }
    GivenScope common{.name = given.name};
    std::ranges::set_intersection(given.places, scope.places, std::back_inserter(common.places));
    return common;
}

GivenScope givenScopeIn(const JsonObject& members, std::string_view initial, PlaceKinds& kinds) {
    const Json* places = memberOf(members, "places");
    GivenScope given{.name = std::string(textAt(members, "scope", places != nullptr ? organisation : initial))};
    if (!isScope(given.name)) {
        throw Invalid("scope", "Must be own, subtree, organisation or all.");
    }
    if (places != nullptr) {
        given.places = placesIn(*places, kinds);
    }
    if (given.places.empty() != (given.name != organisation) && memberOf(members, "scope") != nullptr) {
        throw Invalid("places", "The scope organisation, and no other, needs the places that it reaches.");
    }
    return given;
}

} // namespace tenon::auth
