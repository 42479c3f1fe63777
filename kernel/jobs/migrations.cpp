#include "migrations.h"

extern "C" __attribute__((visibility("hidden"))) tenon::AssetTable tenon_jobs_assets();

namespace tenon::jobs {

AssetTable migrations() { return tenon_jobs_assets(); }

} // namespace tenon::jobs
