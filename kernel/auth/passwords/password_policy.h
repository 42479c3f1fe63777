#pragma once

#include <string_view>

namespace tenon::auth {

/// What a password must not repeat.
struct PasswordOwner {
    std::string_view username;
    std::string_view email;
    std::string_view name;
};

/// Throws Invalid on `field` unless `password` has 8 to 128 code points of valid UTF-8, is not the owner's login name,
/// e-mail address (or its local part) or a word of his name with little besides, and is not among the common passwords.
///
/// There are no rules of composition: they make passwords worse (NIST SP 800-63B 5.1.1.2, ASVS 6.2).
void requireGoodPassword(std::string_view password, const PasswordOwner& owner, std::string_view field = "password");

} // namespace tenon::auth
