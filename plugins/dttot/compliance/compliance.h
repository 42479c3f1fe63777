#pragma once

#include <tenon/app.h>
#include <tenon/job.h>

#include <chrono>
#include <functional>

namespace dttot::compliance {

/// Declares what compliance officers do: screening, cases, blocks. Returns what jobs call that change lists: it waits
/// until searches know what was changed.
///
/// \param longestSearch how long a request may search
[[nodiscard]] std::function<void(tenon::JobRun&)> declare(tenon::App& app, std::chrono::milliseconds longestSearch);

} // namespace dttot::compliance
