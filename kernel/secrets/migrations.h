#pragma once

#include <tenon/asset.h>

namespace tenon::secrets {

/// The numbered SQL files of this part, for the migrator.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::secrets
