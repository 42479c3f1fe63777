#pragma once

#include <tenon/app.h>

namespace tenon::jobs {

/// The endpoints of every kind of job: its state, its live progress and its end.
void declareJobs(App& app);

} // namespace tenon::jobs
