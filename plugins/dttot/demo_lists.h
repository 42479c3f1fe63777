#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/app.h>

namespace dttot {

/// Declares the job that loads the demo data: it uploads the invented lists of demo/, reads those that are not read
/// yet, and has the officers' desk filled. It may run again.
void declareDemoJob(tenon::App& app, Documents& documents, Etl& etl);

void startDemoJob(tenon::App& app, const tenon::Caller& system);

} // namespace dttot
