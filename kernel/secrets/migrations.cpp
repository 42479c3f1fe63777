#include "migrations.h"

extern "C" tenon::AssetTable tenon_secrets_assets();

namespace tenon::secrets {

AssetTable migrations() { return tenon_secrets_assets(); }

} // namespace tenon::secrets
