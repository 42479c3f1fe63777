#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/app.h>
#include <tenon/job.h>

namespace dttot {

/// Uploads the invented lists of demo/ and reads those that are not read yet, on behalf of the job's caller.
void loadDemoLists(tenon::App& app, Documents& documents, Etl& etl, tenon::JobRun& job);

} // namespace dttot
