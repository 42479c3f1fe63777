#pragma once

#include <tenon/asset.h>

namespace tenon::files {

/// The numbered SQL files of the tables of files, for the migrator.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::files
