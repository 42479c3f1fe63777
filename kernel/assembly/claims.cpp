#include <kernel/assembly/claims.h>

#include <stdexcept>

namespace tenon::assembly {

std::string_view Claims::ownerOfPermission(std::string_view name) const {
    const auto found = _permissions.find(name);
    return found == _permissions.end() ? std::string_view() : std::string_view(found->second);
}

void Claims::withdraw(std::string_view module) {
    for (Owners* owners : {&_permissions, &_tables}) {
        std::erase_if(*owners, [&](const auto& claim) { return claim.second == module; });
    }
}

void Claims::claim(Owners& owners, std::string_view kind, std::string_view name, std::string_view module) {
    const auto [at, isNew] = owners.try_emplace(std::string(name), module);
    if (!isNew && at->second != module) {
        throw std::invalid_argument(
            "the " + std::string(kind) + " " + std::string(name) + " of module " + std::string(module)
            + " is declared by module " + at->second + " already"
        );
    }
}

} // namespace tenon::assembly
