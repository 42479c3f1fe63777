#include <kernel/http/migrations.h>

extern "C" tenon::AssetTable tenon_http_assets();

namespace tenon::http {

AssetTable migrations() { return tenon_http_assets(); }

} // namespace tenon::http
