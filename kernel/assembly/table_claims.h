#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tenon::assembly {

/// Which module's the tables of resources are. For one thread, at the start.
class TableClaims {
public:
    /// Throws std::invalid_argument when a resource of another module has the table.
    void claim(std::string_view table, std::string_view module);

    /// Takes back what `module` claimed.
    void withdraw(std::string_view module) noexcept;

private:
    std::map<std::string, std::string, std::less<>> _owners;
};

} // namespace tenon::assembly
