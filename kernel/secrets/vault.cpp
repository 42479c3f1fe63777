#include "vault.h"

#include <kernel/crypto/base64url.h>

#include <tenon/error.h>

#include <algorithm>
#include <chrono>

namespace tenon::secrets {

namespace {

constexpr std::string_view purpose = "secrets";
constexpr std::string_view mark = "sealed:";
constexpr std::chrono::hours overlap{24};

/// The parts are told apart by a byte that no name and no key holds.
std::string boundTo(const SecretPlace& place) {
    std::string text(place.table);
    return text.append(1, '\0').append(place.column).append(1, '\0').append(place.record);
}

std::vector<std::shared_ptr<const crypto::SealingKey>> keysOf(std::vector<crypto::NamedKey> named) {
    std::vector<std::shared_ptr<const crypto::SealingKey>> keys;
    for (crypto::NamedKey& key : named) {
        keys.push_back(std::make_shared<const crypto::SealingKey>(std::move(key.id), key.secret));
    }
    return keys;
}

} // namespace

Vault::Vault(Database& database, const Settings& settings, crypto::SecretFolder folder)
    : _columns(database), _folder(std::move(folder), purpose), _isGiven(!settings.keys.empty()),
      _keys(keysOf(_isGiven ? settings.keys : _folder.read())) {}

std::shared_ptr<const crypto::SealingKey> Vault::newest() const {
    const std::lock_guard lock(_mutex);
    return _keys.front();
}

std::shared_ptr<const crypto::SealingKey> Vault::named(std::string_view id) const {
    const std::lock_guard lock(_mutex);
    const auto found = std::ranges::find(_keys, id, [](const auto& key) { return std::string_view(key->id()); });
    return found == _keys.end() ? nullptr : *found;
}

bool Vault::isSealed(std::string_view text) { return text.starts_with(mark); }

std::string Vault::newestMark() const { return std::string(mark).append(newest()->id()).append(":"); }

std::string Vault::seal(const SecretPlace& place, std::string_view text) {
    const auto key = newest();
    std::string sealed(mark);
    return sealed.append(key->id()).append(":").append(crypto::base64Url(key->seal(boundTo(place), text)));
}

std::optional<std::string> Vault::opened(const SecretPlace& place, std::string_view sealed) {
    const auto end = sealed.rfind(':');
    if (!isSealed(sealed) || end < mark.size()) {
        return std::nullopt;
    }
    const std::string_view id = sealed.substr(mark.size(), end - mark.size());
    auto key = named(id);
    if (key == nullptr) {
        reload(); // Another node may have rotated.
        key = named(id);
    }
    const auto bytes = crypto::decodeBase64Url(sealed.substr(end + 1));
    return key != nullptr && bytes ? key->open(boundTo(place), *bytes) : std::nullopt;
}

std::string Vault::open(const SecretPlace& place, std::string_view sealed) {
    auto text = opened(place, sealed);
    if (!text) {
        throw Error(500, "SECRET_UNREADABLE", "A stored secret cannot be read; enter it again.");
    }
    return std::move(*text);
}

void Vault::keep(std::string_view table, std::string_view column, std::string_view key) {
    _columns.add({std::string(table), std::string(column), std::string(key)});
}

void Vault::reload() {
    if (_isGiven) {
        return;
    }
    Keys keys = keysOf(_folder.read());
    const std::lock_guard lock(_mutex);
    _keys = std::move(keys);
}

void Vault::rotate() {
    if (!_isGiven) {
        _folder.add();
        reload();
    }
}

void Vault::forgetReplaced() {
    if (!_isGiven) {
        _folder.forgetReplaced(overlap);
        reload();
    }
}

} // namespace tenon::secrets
