#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tenon::auth {

/// A role as it is stored, without its permissions.
struct Role {
    std::int64_t id = 0;
    std::string uuid;
    std::string kind = "role"; ///< "role", or "type" for a user type of KTL
    std::string name;
    std::string displayName;
    std::string description;
    std::int64_t level = 100; ///< 1 is the highest
    bool mayAssign = false;   ///< Its holders may give roles of lower levels
    std::optional<std::int64_t> maxAssignments;
    std::string userType = "support_staff"; ///< As what its holders count whose main role it is
    std::string scope = "all";              ///< How far it reaches where an assignment does not say (GivenScope)
    bool makesSuperuser = false;            ///< Whose main role it is may do everything
    bool isBuiltin = false;
    bool isActive = true; ///< Else it grants nothing
};

} // namespace tenon::auth
