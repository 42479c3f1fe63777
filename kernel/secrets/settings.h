#pragma once

#include <kernel/crypto/dated_keys.h>

#include <tenon/field.h>

#include <vector>

namespace tenon::secrets {

/// The section `secrets` of the configuration.
struct Settings {
    std::vector<crypto::NamedKey> keys; ///< Newest first; empty: made in the data folder
};

[[nodiscard]] Fields settingsFields();

/// The settings of a section that was checked against the fields.
[[nodiscard]] Settings settingsOf(const JsonObject& section);

} // namespace tenon::secrets
