#pragma once

#include <kernel/auth/accounts/standing.h>
#include <kernel/auth/tokens/claims.h>

#include <memory>
#include <string_view>

namespace tenon::auth {

/// The bearer of a valid access token. Immutable; shared by the requests that carry the token.
class Principal {
public:
    Principal(std::shared_ptr<const Standing> standing, Claims claims)
        : _standing(std::move(standing)), _claims(std::move(claims)) {}

    [[nodiscard]] std::int64_t id() const { return _standing->account.id; }

    [[nodiscard]] std::string_view name() const { return _standing->account.username; }

    [[nodiscard]] bool isSuperuser() const { return _standing->account.isSuperuser; }

    /// Whether the account holds `permission`; superusers hold all.
    [[nodiscard]] bool has(std::string_view permission) const { return _standing->allows(permission); }

    /// The dialect of the login that issued the token: "gaara", "ktl", …
    [[nodiscard]] std::string_view dialect() const { return _claims.dialect; }

    /// The session that the token belongs to.
    [[nodiscard]] std::string_view session() const { return _claims.session; }

    [[nodiscard]] Timestamp expiresAt() const { return _claims.expiresAt; }

    [[nodiscard]] const Claims& claims() const { return _claims; }

    [[nodiscard]] const Account& account() const { return _standing->account; }

    [[nodiscard]] const Standing& standing() const { return *_standing; }

private:
    std::shared_ptr<const Standing> _standing;
    Claims _claims;
};

} // namespace tenon::auth
