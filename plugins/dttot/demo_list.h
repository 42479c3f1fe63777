#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/app.h>

namespace dttot {

/// Uploads the invented list demo/dttot-demo.csv and starts the job that reads it.
void loadDemoList(tenon::App& app, Documents& documents, Etl& etl, const tenon::Caller& system);

} // namespace dttot
