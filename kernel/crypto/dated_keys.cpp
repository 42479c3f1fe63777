#include "dated_keys.h"

#include "base64url.h"

#include <tenon/random.h>
#include <tenon/time.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tenon::crypto {

namespace {

constexpr std::string_view suffix = ".key";
constexpr std::size_t leastBytes = 32;

/// An id begins with the second in which its key was made, so that names sort by age.
std::int64_t madeAt(std::string_view id) {
    std::int64_t seconds = 0;
    std::from_chars(id.data(), id.data() + id.size(), seconds);
    return seconds;
}

} // namespace

std::vector<NamedKey> namedKeysAt(const JsonObject& section) {
    std::vector<NamedKey> keys;
    if (const Json* list = section.if_contains("keys"); list != nullptr && list->is_array()) {
        for (const Json& item : list->get_array()) {
            const JsonObject& key = item.as_object();
            keys.push_back({std::string(textAt(key, "id")), std::string(textAt(key, "secret"))});
        }
    }
    return keys;
}

DatedKeys::DatedKeys(SecretFolder folder, std::string_view purpose)
    : _folder(std::move(folder)), _prefix(std::string(purpose) + '-') {}

std::string DatedKeys::idOf(std::string_view fileName) const {
    return std::string(fileName.substr(_prefix.size(), fileName.size() - _prefix.size() - suffix.size()));
}

std::vector<NamedKey> DatedKeys::read() const {
    std::vector<SecretFile> files = _folder.read(_prefix);
    if (files.empty()) {
        _folder.exclusively([&] {
            if (_folder.read(_prefix).empty()) {
                addLocked();
            }
        });
        files = _folder.read(_prefix);
    }
    std::vector<NamedKey> keys;
    for (const SecretFile& file : files) {
        auto secret = decodeBase64Url(std::string_view(file.content).substr(0, file.content.find('\n')));
        if (!secret || secret->size() < leastBytes) {
            throw std::runtime_error(file.name + ": is not a key.");
        }
        keys.push_back({idOf(file.name), std::move(*secret)});
    }
    std::ranges::reverse(keys);
    return keys;
}

void DatedKeys::add() const {
    _folder.exclusively([this] { addLocked(); });
}

void DatedKeys::addLocked() const {
    // Never older than an existing key, even if the clock was set back: the newest by name must be the newest.
    std::int64_t second = Clock::now().unixSeconds();
    for (const SecretFile& file : _folder.read(_prefix)) {
        second = std::max(second, madeAt(idOf(file.name)) + 1);
    }
    const std::string id = std::to_string(second) + '-' + Random::uuid().substr(0, 8);
    _folder.add({_prefix + id + std::string(suffix), Random::token(leastBytes) + '\n'});
}

void DatedKeys::forgetReplaced(std::chrono::seconds age) const {
    _folder.exclusively([&] {
        const std::vector<SecretFile> files = _folder.read(_prefix);
        const std::int64_t oldest = Clock::now().unixSeconds() - age.count();
        for (std::size_t i = 0; i + 1 < files.size(); ++i) {
            if (madeAt(idOf(files[i + 1].name)) < oldest) {
                _folder.remove(files[i].name);
            }
        }
    });
}

} // namespace tenon::crypto
