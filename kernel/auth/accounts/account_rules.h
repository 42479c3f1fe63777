#pragma once

#include "account.h"

#include <string_view>

namespace tenon::auth {

/// Throws Invalid with every fault of the new account: a user name of 1 to 150 letters, digits and @ . + - _ (letters
/// of any script) that is no word of the API, an e-mail address if any, a good password.
void requireGoodAccount(const NewAccount& account);

/// The same of a user name and an e-mail address (empty: none) alone.
void requireGoodNames(std::string_view username, std::string_view email);

} // namespace tenon::auth
