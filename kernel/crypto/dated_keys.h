#pragma once

#include "secret_folder.h"

#include <tenon/json.h>

#include <chrono>
#include <string>
#include <vector>

namespace tenon::crypto {

/// A secret of 32 or more bytes and its name.
struct NamedKey {
    std::string id;
    std::string secret;
};

/// The list `keys` of a checked section of the configuration, [{id, secret}], in its order; empty when there is none.
[[nodiscard]] std::vector<NamedKey> namedKeysAt(const JsonObject& section);

/// Keys of one purpose in the folder of secrets, ordered by age: the newest is used, older ones are kept for what was
/// made by them. Safe to use from many threads and processes.
class DatedKeys {
public:
    /// `purpose` is the beginning of the files' names: "access" for access-1767225600-x7Gh.key.
    DatedKeys(SecretFolder folder, std::string_view purpose);

    /// Newest first; makes the first one. Throws std::runtime_error when a file is no key or others may read it.
    [[nodiscard]] std::vector<NamedKey> read() const;

    /// Makes a new key, the newest from now on, durable when the function returns.
    void add() const;

    /// Removes those that were replaced longer than `age` ago.
    void forgetReplaced(std::chrono::seconds age) const;

private:
    [[nodiscard]] std::string idOf(std::string_view fileName) const;
    void addLocked() const;

    const SecretFolder _folder;
    const std::string _prefix;
};

} // namespace tenon::crypto
