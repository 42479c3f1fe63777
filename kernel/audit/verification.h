#pragma once

#include "chain.h"
#include "checkpoint.h"

#include <tenon/database.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::audit {

/// What is wrong with the trail at its first broken row.
enum class FaultKind {
    Missing,    ///< A row was deleted
    Edited,     ///< A row does not have its hash: it, its place or its number was changed
    Unlinked,   ///< A row does not continue the one before it: rows were inserted or moved
    Rewritten,  ///< The chain is whole but not the one that a checkpoint signed
    Truncated,  ///< The end of the chain is gone
    Checkpoint, ///< A line of the checkpoints is damaged or signed by another key
};

/// "missing", "edited", …: how `tenon audit verify` prints it.
[[nodiscard]] std::string_view nameOf(FaultKind kind);

struct Fault {
    FaultKind kind;
    std::int64_t seq = 0;      ///< Number of the broken row; 0 when it is gone
    std::int64_t position = 0; ///< Its place in the chain, or the checkpoint's line
};

struct Verification {
    std::int64_t rows = 0;        ///< Rows of the chain that were checked
    std::int64_t checkpoints = 0; ///< Checkpoints that were met
    std::int64_t clockSteps = 0;  ///< Rows older than the one before, by more than the tolerance
    std::int64_t firstStep = 0;   ///< Number of the first of them
    std::optional<Fault> fault;

    [[nodiscard]] bool isIntact() const { return !fault; }
};

/// Walks the whole chain against its hashes, the checkpoints and its head. A clock that was set back is told and breaks
/// nothing: the order of the rows is that of the chain, whatever their times say. Rows sealed meanwhile are checked as
/// well or left to the next time. Reads in pages; throws DatabaseError only.
[[nodiscard]] Verification
verify(Database& database, const CheckpointLog& checkpoints, std::chrono::milliseconds clockTolerance);

} // namespace tenon::audit
