#pragma once

#include <tenon/export.h>

#include <string>
#include <string_view>

namespace tenon {

/// The one place where a sealed text opens: a copy in another table, column or record does not.
struct SecretPlace {
    std::string_view table;
    std::string_view column;
    std::string_view record; ///< Value of the key column in that row
};

/// What a secret reads as where it is answered; sent back, it means "unchanged".
inline constexpr std::string_view secretMask = "********";

/// Keeps texts unreadable at rest: AES-256-GCM under a key that lies outside of the database, bound to their place.
///
/// Fields of type `secret` of a resource are sealed by the kernel; this is for tables that a module writes itself. Safe
/// to call from many threads. Since SDK 1.1.
class TENON_API Secrets {
public:
    virtual ~Secrets();

    /// `text` as it is stored: "sealed:" and letters, digits, "-", "_" and ":". Twice the same text gives two results.
    [[nodiscard]] virtual std::string seal(const SecretPlace& place, std::string_view text) = 0;

    /// The text that was sealed for this place. Throws Error 500 SECRET_UNREADABLE when it was changed or moved, or
    /// when its key is gone.
    [[nodiscard]] virtual std::string open(const SecretPlace& place, std::string_view sealed) = 0;

    /// Says that `column` of `table` holds sealed texts (or NULL) whose place names the row by the text column `key`,
    /// so that rotating the key finds them. To be called while the module declares; throws std::invalid_argument for
    /// names that are none of SQL in lower case.
    virtual void keep(std::string_view table, std::string_view column, std::string_view key) = 0;
};

} // namespace tenon
