#include "migrations.h"

#include <algorithm>
#include <string_view>

extern "C" tenon::AssetTable tenon_auth_assets();

namespace tenon::auth {

AssetTable assets() { return tenon_auth_assets(); }

AssetTable migrations() {
    // Ordered by path: the migrations stand before the texts.
    const AssetTable all = assets();
    const auto count = std::ranges::count_if(all, [](const Asset& asset) {
        return std::string_view(asset.path).starts_with("migrations/");
    });
    return {all.items, static_cast<std::size_t>(count)};
}

} // namespace tenon::auth
