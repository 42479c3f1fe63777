#include "migrations.h"

extern "C" tenon::AssetTable tenon_files_assets();

namespace tenon::files {

AssetTable migrations() { return tenon_files_assets(); }

} // namespace tenon::files
