#pragma once

#include "parts.h"

namespace accounting {

/// What accounting knows of a party: payment term, credit limit, accounts.
[[nodiscard]] tenon::Reply readPartyTerms(Parts& parts, const tenon::Request& request);
[[nodiscard]] tenon::Reply changePartyTerms(Parts& parts, const tenon::Request& request);

[[nodiscard]] tenon::Fields partyTermMembers();

} // namespace accounting
