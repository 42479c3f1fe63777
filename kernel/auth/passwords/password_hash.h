#pragma once

#include <kernel/auth/settings.h>

#include <string>
#include <string_view>

namespace tenon::auth {

/// The PHC string of `password` by Argon2id with a fresh salt. Takes tens of milliseconds and `cost.memoryKib` of
/// memory.
[[nodiscard]] std::string hashPassword(std::string_view password, const PasswordCost& cost);

/// Whether `phc` is the hash of `password`; false as well for a text that is no Argon2id hash. Takes as long as
/// hashing.
[[nodiscard]] bool matchesPassword(const std::string& phc, std::string_view password);

/// Whether `phc` was made with other parameters than `cost`.
[[nodiscard]] bool isOutdated(std::string_view phc, const PasswordCost& cost);

} // namespace tenon::auth
