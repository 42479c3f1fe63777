#pragma once

#include <tenon/asset.h>

namespace tenon::http {

/// The numbered SQL files of the table of idempotency records.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::http
