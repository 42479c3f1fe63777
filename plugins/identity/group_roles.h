#pragma once

#include "parts.h"

#include <string>
#include <string_view>

namespace identity {

/// Roles given to the members of a group together. Safe to call from many threads.
class GroupRoles {
public:
    GroupRoles(tenon::App& app, Parts& parts) : _app(app), _parts(parts) {}

    /// Makes `role` the main role of those of `names` (user names) who are members of the group. Throws Invalid for an
    /// unknown group or role and for a name that is no member.
    void
    assign(const tenon::Caller& caller, std::string_view group, std::string_view role, const tenon::JsonArray& names);

    /// The role that was given last. Throws NotFound when none was.
    [[nodiscard]] std::string roleOf(const tenon::Caller& caller, std::string_view group);

private:
    tenon::App& _app;
    Parts& _parts;
};

} // namespace identity
