#include "key_ring.h"

#include <algorithm>
#include <stdexcept>

namespace tenon::auth {

namespace {

constexpr std::string_view purpose = "access";
constexpr std::chrono::hours overlap{24};

KeyRing::Keys keysIn(const crypto::DatedKeys& folder) {
    KeyRing::Keys keys;
    for (crypto::NamedKey& key : folder.read()) {
        keys.push_back(std::make_shared<const TokenKey>(std::move(key.id), std::move(key.secret)));
    }
    return keys;
}

} // namespace

KeyRing::KeyRing(const std::vector<crypto::NamedKey>& given, crypto::SecretFolder folder)
    : _folder(std::move(folder), purpose), _isGiven(!given.empty()) {
    for (const crypto::NamedKey& key : given) {
        if (key.secret.size() < 32) {
            throw std::runtime_error("auth.keys: a secret needs at least 32 bytes.");
        }
        _keys.push_back(std::make_shared<const TokenKey>(key.id, key.secret));
    }
    if (!_isGiven) {
        _keys = keysIn(_folder);
    }
}

std::shared_ptr<const TokenKey> KeyRing::newest() const {
    const std::lock_guard lock(_mutex);
    return _keys.front();
}

std::shared_ptr<const TokenKey> KeyRing::withHeader(std::string_view header) const {
    const std::lock_guard lock(_mutex);
    const auto found =
        std::ranges::find(_keys, header, [](const auto& key) { return std::string_view(key->header()); });
    return found == _keys.end() ? nullptr : *found;
}

void KeyRing::rotate() {
    if (_isGiven) {
        throw std::logic_error("The keys come from the settings: add a new one in front of them there.");
    }
    _folder.add();
    _folder.forgetReplaced(overlap);
    reload();
}

void KeyRing::reload() {
    if (_isGiven) {
        return;
    }
    Keys keys = keysIn(_folder);
    const std::lock_guard lock(_mutex);
    _keys = std::move(keys);
    _generation.fetch_add(1, std::memory_order_acq_rel);
}

} // namespace tenon::auth
