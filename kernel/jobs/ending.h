#pragma once

#include <kernel/jobs/job_store.h>
#include <kernel/jobs/outcome.h>
#include <kernel/jobs/run.h>

namespace tenon::jobs {

/// What is to be written of a run that ended with `outcome`, which is not Lost.
[[nodiscard]] Ending endingOf(const Run& run, const Outcome& outcome);

/// Stands for an outcome that the database will never take, such as a text with a NUL in it.
[[nodiscard]] Outcome resultRefused();

} // namespace tenon::jobs
