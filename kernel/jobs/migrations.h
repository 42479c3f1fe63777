#pragma once

#include <tenon/asset.h>

namespace tenon::jobs {

/// The numbered SQL files that make the tables of jobs, schedules and events.
[[nodiscard]] AssetTable migrations();

} // namespace tenon::jobs
