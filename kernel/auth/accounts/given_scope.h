#pragma once

#include <tenon/json.h>
#include <tenon/scope.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

class PlaceKinds;

/// The scope that a role is given with: how far it reaches for whoever it is given to.
struct GivenScope {
    std::string name = "all";  ///< own, subtree, organisation or all
    std::vector<Place> places; ///< Of organisation; sorted, each once

    friend bool operator==(const GivenScope&, const GivenScope&) = default;
};

/// Whether there is a scope of this name.
[[nodiscard]] bool isScope(std::string_view name);

/// What the scope reaches for `account`.
[[nodiscard]] Scope reachOf(const GivenScope& given, std::int64_t account);

/// The most of `given` that one may give away who himself reaches `own`. What an account owns itself is no gift, so
/// `own` is always among it.
[[nodiscard]] GivenScope narrowed(GivenScope given, const Scope& own);

/// The scope that the members `scope` and `places` name; `initial` where they name none. Throws Invalid on either.
[[nodiscard]] GivenScope givenScopeIn(const JsonObject& members, std::string_view initial, PlaceKinds& kinds);

} // namespace tenon::auth
