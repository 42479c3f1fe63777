#include "key_ring.h"

#include <kernel/crypto/base64url.h>

#include <tenon/random.h>
#include <tenon/time.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tenon::auth {

namespace {

constexpr std::string_view prefix = "access-";
constexpr std::string_view suffix = ".key";
constexpr std::int64_t overlapSeconds = 24 * 60 * 60;

std::string idOf(std::string_view fileName) {
    return std::string(fileName.substr(prefix.size(), fileName.size() - prefix.size() - suffix.size()));
}

/// An id begins with the second in which its key was made, so that names sort by age.
std::int64_t madeAt(std::string_view id) {
    std::int64_t seconds = 0;
    std::from_chars(id.data(), id.data() + id.size(), seconds);
    return seconds;
}

std::shared_ptr<const TokenKey> keyOf(const crypto::SecretFile& file) {
    auto secret = crypto::decodeBase64Url(std::string_view(file.content).substr(0, file.content.find('\n')));
    if (!secret || secret->size() < 32) {
        throw std::runtime_error(file.name + ": is not a key for access tokens.");
    }
    return std::make_shared<const TokenKey>(idOf(file.name), std::move(*secret));
}

KeyRing::Keys keysIn(const crypto::SecretFolder& folder) {
    KeyRing::Keys keys;
    for (const crypto::SecretFile& file : folder.read(prefix)) {
        keys.push_back(keyOf(file));
    }
    std::ranges::reverse(keys);
    return keys;
}

} // namespace

KeyRing::KeyRing(const std::vector<KeySetting>& given, crypto::SecretFolder folder)
    : _folder(std::move(folder)), _isGiven(!given.empty()) {
    for (const KeySetting& key : given) {
        if (key.secret.size() < 32) {
            throw std::runtime_error("auth.keys: a secret needs at least 32 bytes.");
        }
        _keys.push_back(std::make_shared<const TokenKey>(key.id, key.secret));
    }
    if (!_isGiven) {
        _folder.exclusively([this] {
            if (_folder.read(prefix).empty()) {
                add();
            }
        });
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
    _folder.exclusively([this] {
        add();
        forgetReplaced();
    });
    reload();
}

void KeyRing::reload() {
    if (_isGiven) {
        return;
    }
    Keys keys = keysIn(_folder);
    if (keys.empty()) {
        throw std::runtime_error(_folder.path().string() + ": holds no key for access tokens.");
    }
    const std::lock_guard lock(_mutex);
    _keys = std::move(keys);
    _generation.fetch_add(1, std::memory_order_acq_rel);
}

void KeyRing::add() const {
    // Never older than an existing key, even if the clock was set back: the newest by name must be the newest.
    std::int64_t second = Clock::now().unixSeconds();
    for (const crypto::SecretFile& file : _folder.read(prefix)) {
        second = std::max(second, madeAt(idOf(file.name)) + 1);
    }
    const std::string id = std::to_string(second) + '-' + Random::uuid().substr(0, 8);
    _folder.add({std::string(prefix) + id + std::string(suffix), Random::token() + '\n'});
}

void KeyRing::forgetReplaced() const {
    const std::vector<crypto::SecretFile> files = _folder.read(prefix);
    const std::int64_t oldest = Clock::now().unixSeconds() - overlapSeconds;
    for (std::size_t i = 0; i + 1 < files.size(); ++i) {
        if (madeAt(idOf(files[i + 1].name)) < oldest) {
            _folder.remove(files[i].name);
        }
    }
}

} // namespace tenon::auth
