#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tenon::assembly {

/// What belongs to one module only: the permissions and the tables of resources, by name. For one thread, at the start.
class Claims {
public:
    /// Throws std::invalid_argument when another module declares the permission.
    void permission(std::string_view name, std::string_view module) { claim(_permissions, "permission", name, module); }

    /// Throws std::invalid_argument when a resource of another module has the table.
    void table(std::string_view name, std::string_view module) { claim(_tables, "table", name, module); }

    /// The module that declares the permission; empty when none does.
    [[nodiscard]] std::string_view ownerOfPermission(std::string_view name) const;

    /// Takes back what `module` claimed.
    void withdraw(std::string_view module);

private:
    using Owners = std::map<std::string, std::string, std::less<>>;

    static void claim(Owners& owners, std::string_view kind, std::string_view name, std::string_view module);

    Owners _permissions;
    Owners _tables;
};

} // namespace tenon::assembly
