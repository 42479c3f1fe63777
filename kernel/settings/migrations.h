#pragma once

#include <tenon/asset.h>

namespace tenon::settings {

/// The numbered SQL files of the tables of run-time settings, for the migrator.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::settings
