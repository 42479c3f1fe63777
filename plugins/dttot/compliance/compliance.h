#pragma once

#include <tenon/app.h>
#include <tenon/job.h>

#include <functional>

namespace dttot::compliance {

/// Declares what compliance officers do: screening, cases, blocks. Returns what jobs call that change lists: it waits
/// until searches know what was changed.
[[nodiscard]] std::function<void(tenon::JobRun&)> declare(tenon::App& app);

} // namespace dttot::compliance
