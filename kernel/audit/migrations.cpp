#include "migrations.h"

extern "C" tenon::AssetTable tenon_audit_assets();

namespace tenon::audit {

AssetTable migrations() { return tenon_audit_assets(); }

} // namespace tenon::audit
