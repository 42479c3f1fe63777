#pragma once

#include <tenon/field.h>

namespace identity {

/// The members of an account in bodies: names, address, role, user type, roles and the profile; no password.
[[nodiscard]] tenon::Fields accountMembers();
/// Those of a new account: user name, address and password are needed.
[[nodiscard]] tenon::Fields newAccountMembers();
/// An account as it is answered.
[[nodiscard]] tenon::Fields accountAnswer();
/// The parameters of a list of accounts.
[[nodiscard]] tenon::Fields accountFilters();
/// The answer to what is done to one account and needs no more words.
[[nodiscard]] tenon::Fields doneAnswer();

} // namespace identity
