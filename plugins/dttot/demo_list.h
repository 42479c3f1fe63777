#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/app.h>

namespace dttot {

/// Uploads the invented lists of demo/ and starts the jobs that read them.
void loadDemoLists(tenon::App& app, Documents& documents, Etl& etl, const tenon::Caller& system);

} // namespace dttot
