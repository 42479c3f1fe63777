#pragma once

#include <tenon/asset.h>

namespace tenon::audit {

/// The numbered SQL files of the tables of the audit trail, for the migrator.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::audit
