#pragma once

#include "checkpoint.h"

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace tenon::audit {

/// Hands every sealed row to `write` as one line of JSON, in the order of the chain, and then a checkpoint signed over
/// the last of them: who holds the lines can follow the hashes to a signature without the database. Returns the number
/// of rows. Reads in pages; rows that are sealed meanwhile are left out.
///
/// A row's line has the members that its hash covers (seq, at, actor_id, actor, address, request_id, action, model,
/// record_id, before, after as the texts they are stored as, reason, position, prev_hash) and `hash`.
std::int64_t
exportChain(Database& database, const CheckpointLog& signer, const std::function<void(std::string_view line)>& write);

} // namespace tenon::audit
