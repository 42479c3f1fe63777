#pragma once

#include "account.h"

namespace tenon::auth {

/// Throws Invalid with every fault of the new account: a user name of 1 to 150 letters, digits and @ . + - _ (letters
/// of any script), an e-mail address if any, a good password.
void requireGoodAccount(const NewAccount& account);

} // namespace tenon::auth
