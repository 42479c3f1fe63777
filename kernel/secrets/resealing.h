#pragma once

#include "vault.h"

#include <tenon/database.h>

#include <cstdint>

namespace tenon::secrets {

/// What sealing everything anew came to.
struct Resealed {
    std::int64_t texts = 0;      ///< Sealed by the newest key now
    std::int64_t unreadable = 0; ///< Left as they are: changed, moved, or their key is gone
};

/// Seals every text of every sealed column anew that another key than the newest has sealed, and what lies there in
/// clear. In batches: writers wait for a moment only, and a run that was cut short is continued by the next.
Resealed resealAll(Database& database, Vault& vault);

} // namespace tenon::secrets
