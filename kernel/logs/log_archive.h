#pragma once

#include <tenon/time.h>

#include <istream>
#include <optional>

namespace tenon::logs {

/// The lines of the log between two instants.
struct LogRange {
    std::optional<Timestamp> from; ///< Inclusive
    std::optional<Timestamp> to;   ///< Exclusive

    /// Whether the range holds a line with this beginning; nothing when the line does not tell its time.
    [[nodiscard]] std::optional<bool> holds(std::string_view line) const;
};

/// Writes the lines of `log` that lie in the range to `descriptor` as a zip archive with the one member `tenon.log`,
/// piece by piece, and returns its size in bytes. Throws std::runtime_error when the disk refuses.
std::uint64_t archiveLog(std::istream& log, const LogRange& range, int descriptor);

} // namespace tenon::logs
