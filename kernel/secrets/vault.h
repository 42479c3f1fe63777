#pragma once

#include "sealed_columns.h"
#include "settings.h"

#include <kernel/crypto/dated_keys.h>
#include <kernel/crypto/sealing_key.h>

#include <tenon/secrets.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tenon::secrets {

/// Seals and opens: the newest key seals, all of them open. Safe to use from many threads.
///
/// The keys come from the settings or, when there are none, from the folder of secrets, where the first start makes
/// one.
class Vault : public Secrets {
public:
    /// Throws std::runtime_error when a key is too short, readable by others or the folder cannot be used.
    Vault(Database& database, const Settings& settings, crypto::SecretFolder folder);

    [[nodiscard]] std::string seal(const SecretPlace& place, std::string_view text) override;
    [[nodiscard]] std::string open(const SecretPlace& place, std::string_view sealed) override;
    void keep(std::string_view table, std::string_view column, std::string_view key) override;

    /// Whether `text` is sealed, by whichever key.
    [[nodiscard]] static bool isSealed(std::string_view text);

    /// The text that was sealed for this place, or nothing when it was changed or moved, or when its key is gone.
    [[nodiscard]] std::optional<std::string> opened(const SecretPlace& place, std::string_view sealed);

    /// Makes a new key the newest, unless the keys come from the settings: there, the newest stands in front.
    void rotate();

    /// Forgets keys that were replaced more than a day ago: other nodes may not have read the new one yet. To be called
    /// when every text has been sealed anew.
    void forgetReplaced();

    /// What every text that is sealed by the newest key begins with.
    [[nodiscard]] std::string newestMark() const;

    [[nodiscard]] std::vector<SealedColumn> columns() { return _columns.all(); }

    /// Reads the folder again: another process may have rotated.
    void reload();

private:
    using Keys = std::vector<std::shared_ptr<const crypto::SealingKey>>; // shared with calls that are using them

    [[nodiscard]] std::shared_ptr<const crypto::SealingKey> newest() const;
    [[nodiscard]] std::shared_ptr<const crypto::SealingKey> named(std::string_view id) const;

    SealedColumns _columns;
    const crypto::DatedKeys _folder;
    const bool _isGiven;
    mutable std::mutex _mutex; ///< Guards _keys.
    Keys _keys;                ///< Newest first; never empty
};

} // namespace tenon::secrets
