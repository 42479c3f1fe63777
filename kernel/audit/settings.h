#pragma once

#include <tenon/field.h>
#include <tenon/json.h>

#include <chrono>
#include <cstdint>

namespace tenon::audit {

/// How the audit trail is sealed: the section `audit` of the configuration.
struct Settings {
    /// How long a committed row may wait for others before it is chained.
    std::chrono::milliseconds sealDelay{300};
    /// How often rows are looked for that another node left unsealed.
    std::chrono::milliseconds sealInterval{5000};
    /// Most rows chained in one transaction.
    std::int64_t sealBatch = 200;
    /// Longest time between the sealing of a row and the checkpoint that signs it.
    std::chrono::milliseconds checkpointInterval{60000};
    /// How far a row's time may lie before that of an earlier one: transactions end out of order, nodes' clocks differ.
    std::chrono::milliseconds clockTolerance{300000};
};

/// The section's fields.
[[nodiscard]] Fields settingsFields();

/// The settings of a section that was checked against the fields.
[[nodiscard]] Settings settingsOf(const JsonObject& section);

} // namespace tenon::audit
