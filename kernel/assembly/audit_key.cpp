#include <kernel/assembly/audit_key.h>
#include <kernel/crypto/secret_folder.h>

#include <optional>

namespace tenon::assembly {

crypto::SigningKey auditKey(const std::filesystem::path& keyFolder) {
    const crypto::SecretFolder folder(keyFolder);
    std::optional<crypto::SigningKey> key;
    folder.exclusively([&] {
        const auto found = folder.read("audit-");
        if (found.empty()) {
            key = crypto::SigningKey::generate();
            folder.add({.name = "audit-" + key->id() + ".key", .content = key->privateKey()});
        } else {
            key = crypto::SigningKey::fromPrivate(found.front().content);
        }
    });
    return *key;
}

} // namespace tenon::assembly
