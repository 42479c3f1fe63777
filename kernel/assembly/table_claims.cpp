#include <kernel/assembly/table_claims.h>

#include <stdexcept>

namespace tenon::assembly {

void TableClaims::claim(std::string_view table, std::string_view module) {
    const auto [at, isNew] = _owners.try_emplace(std::string(table), module);
    if (!isNew && at->second != module) {
        throw std::invalid_argument(
            "the table " + std::string(table) + " of module " + std::string(module) + " is declared by module "
            + at->second + " already"
        );
    }
}

void TableClaims::withdraw(std::string_view module) noexcept {
    std::erase_if(_owners, [&](const auto& claim) { return claim.second == module; });
}

} // namespace tenon::assembly
