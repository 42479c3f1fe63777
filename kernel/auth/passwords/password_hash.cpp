#include "password_hash.h"

#include <tenon/error.h>
#include <tenon/random.h>

#include <argon2.h>

#include <array>
#include <cstddef>

namespace tenon::auth {

namespace {

constexpr std::size_t saltSize = 16;
constexpr std::size_t hashSize = 32;

} // namespace

std::string hashPassword(std::string_view password, const PasswordCost& cost) {
    std::array<std::byte, saltSize> salt{};
    Random::fill(salt);
    std::string phc(argon2_encodedlen(cost.passes, cost.memoryKib, cost.lanes, saltSize, hashSize, Argon2_id), '\0');
    const int answer = argon2id_hash_encoded(
        cost.passes,
        cost.memoryKib,
        cost.lanes,
        password.data(),
        password.size(),
        salt.data(),
        salt.size(),
        hashSize,
        phc.data(),
        phc.size()
    );
    if (answer != ARGON2_OK) {
        throw Unavailable("The password cannot be processed now.");
    }
    phc.resize(phc.find('\0')); // The length counts the final NUL.
    return phc;
}

bool matchesPassword(const std::string& phc, std::string_view password) {
    const int answer = argon2id_verify(phc.c_str(), password.data(), password.size());
    if (answer == ARGON2_MEMORY_ALLOCATION_ERROR || answer == ARGON2_THREAD_FAIL) {
        throw Unavailable("The password cannot be processed now.");
    }
    return answer == ARGON2_OK;
}

bool isOutdated(std::string_view phc, const PasswordCost& cost) {
    const std::string expected = "$argon2id$v=19$m=" + std::to_string(cost.memoryKib)
                                 + ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(cost.lanes) + "$";
    return !phc.starts_with(expected);
}

} // namespace tenon::auth
