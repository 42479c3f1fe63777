#pragma once

#include <tenon/scope.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// A permission that an account holds by one of its assignments.
struct Grant {
    std::string permission;
    std::int64_t assignment = 0;
};

/// What an account may do, and how far each permission reaches. Immutable.
class Rights {
public:
    Rights() = default;

    /// `reaches` has the scope of each assignment; one that is not among them reaches nothing.
    Rights(std::vector<Grant> grants, const std::map<std::int64_t, Scope>& reaches);

    /// Sorted, each once.
    [[nodiscard]] const std::vector<std::string>& permissions() const { return _permissions; }

    [[nodiscard]] bool hold(std::string_view permission) const;

    /// Nothing for a permission that is not held.
    [[nodiscard]] Scope scopeOf(std::string_view permission) const;

private:
    std::vector<std::string> _permissions;
    std::vector<std::size_t> _scopeOf; ///< Of each permission: where its scope stands
    std::vector<Scope> _scopes;        ///< Most accounts have one or two for hundreds of permissions
};

} // namespace tenon::auth
