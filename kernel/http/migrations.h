#pragma once

#include <tenon/asset.h>

namespace tenon::http {

/// The numbered SQL files of the table of idempotency records, and the kernel's sentences in other languages.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::http
