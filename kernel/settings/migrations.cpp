#include "migrations.h"

extern "C" tenon::AssetTable tenon_settings_assets();

namespace tenon::settings {

AssetTable migrations() { return tenon_settings_assets(); }

} // namespace tenon::settings
