#include "passwords.h"

#include "password_hash.h"

#include <tenon/random.h>

#include <algorithm>
#include <thread>

namespace tenon::auth {

namespace {

/// Half of the cores at once: the others are for requests.
std::size_t threadCount() { return std::max(1U, std::thread::hardware_concurrency() / 2); }

} // namespace

Passwords::Passwords(const PasswordCost& cost, std::size_t queue)
    : _cost(cost), _pool(threadCount(), queue), _nobodys(hashPassword(Random::token(), cost)) {}

std::string Passwords::hash(std::string_view password) {
    std::string phc;
    _pool.run([&] { phc = hashPassword(password, _cost); });
    return phc;
}

bool Passwords::matches(const std::optional<std::string>& phc, std::string_view password) {
    bool isRight = false;
    _pool.run([&] { isRight = matchesPassword(phc ? *phc : _nobodys, password); });
    return isRight && phc.has_value();
}

bool Passwords::isOutdated(std::string_view phc) const { return auth::isOutdated(phc, _cost); }

} // namespace tenon::auth
