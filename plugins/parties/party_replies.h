#pragma once

#include "party_store.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace parties {

/// A party with its version as ETag (RFC 9110 8.8.3).
[[nodiscard]] tenon::Reply answered(tenon::JsonObject party);

/// If-Match (RFC 9110 13.1.1): a client changes only what it has seen. Throws Error 412 VERSION_CONFLICT.
void requireMatch(PartyStore& store, const tenon::Request& request, std::string_view permission);

} // namespace parties
