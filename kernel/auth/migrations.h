#pragma once

#include <tenon/asset.h>

namespace tenon::auth {

/// The numbered SQL files of accounts, roles and sessions ("migrations/…") and the texts of this part ("texts/…").
[[nodiscard]] AssetTable assets();

/// The migrations among them.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::auth
