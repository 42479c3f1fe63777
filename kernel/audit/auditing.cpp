#include "auditing.h"

#include <kernel/crypto/base64url.h>

#include <stdexcept>

namespace tenon::audit {

namespace {

constexpr const char* keyName = "audit.key";

crypto::SigningKey keyIn(const crypto::SecretFolder& folder) {
    std::string text;
    folder.exclusively([&] {
        if (folder.read(keyName).empty()) {
            folder.add({keyName, crypto::base64Url(crypto::SigningKey::generate().privateKey()) + '\n'});
        }
        text = folder.read(keyName).front().content;
    });
    const auto bytes = crypto::decodeBase64Url(std::string_view(text).substr(0, text.find('\n')));
    if (!bytes || bytes->size() != 32) {
        throw std::runtime_error((folder.path() / keyName).string() + ": is not a signing key.");
    }
    return crypto::SigningKey::fromPrivate(*bytes);
}

} // namespace

Auditing::Auditing(
    Database& database, Log& log, const Settings& settings, const std::filesystem::path& dataFolder
)
    : _database(database), _settings(settings),
      _checkpoints(dataFolder / "audit" / "checkpoints.jsonl", keyIn(crypto::SecretFolder(dataFolder / "keys"))),
      _sealer(database, _checkpoints, log, settings), _trail(database, [this] { _sealer.notify(); }), _log(database) {}

Verification Auditing::verify() {
    _sealer.sealAll(Sealer::Signing::WhenDue);
    return audit::verify(_database, _checkpoints, _settings.clockTolerance);
}

} // namespace tenon::audit
