#pragma once

#include "permission_store.h"

#include <map>
#include <string>
#include <string_view>

namespace tenon::auth {

/// The permissions that the modules of this process declare: each by one module only. For one thread, at the start.
class PermissionRegister {
public:
    explicit PermissionRegister(PermissionStore& store) : _store(store) {}

    /// Registers the permission, or its new sentence. Throws std::invalid_argument when another module declares it.
    void declare(std::string_view module, std::string_view codename, std::string_view sentence);

    /// The module that declares the permission; empty when none does.
    [[nodiscard]] std::string_view ownerOf(std::string_view codename) const;

    /// Takes back what `module` declared; roles keep the permission for the next start.
    void withdraw(std::string_view module) noexcept;

private:
    PermissionStore& _store;
    std::map<std::string, std::string, std::less<>> _owners;
};

} // namespace tenon::auth
