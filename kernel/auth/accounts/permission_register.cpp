#include "permission_register.h"

#include <stdexcept>

namespace tenon::auth {

void PermissionRegister::declare(std::string_view module, std::string_view codename, std::string_view sentence) {
    const auto [at, isNew] = _owners.try_emplace(std::string(codename), module);
    if (!isNew && at->second != module) {
        throw std::invalid_argument(
            "the permission " + std::string(codename) + " of module " + std::string(module) + " is declared by module "
            + at->second + " already"
        );
    }
    _store.declare(codename, sentence);
}

std::string_view PermissionRegister::ownerOf(std::string_view codename) const {
    const auto found = _owners.find(codename);
    return found == _owners.end() ? std::string_view() : std::string_view(found->second);
}

void PermissionRegister::withdraw(std::string_view module) noexcept {
    std::erase_if(_owners, [&](const auto& owner) { return owner.second == module; });
}

} // namespace tenon::auth
