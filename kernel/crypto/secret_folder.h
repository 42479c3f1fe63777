#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::crypto {

/// A secret as it lies on disk.
struct SecretFile {
    std::string name; ///< Without the folder: "access-1767225600-x7Gh.key"
    std::string content;
};

/// The folder of the server's keys (`data.dir/keys`): only the server's account may read what is in it.
///
/// Every function throws std::runtime_error with the file's name when the disk refuses or when others may read a
/// secret.
class SecretFolder {
public:
    /// Creates the folder (mode 0700) when there is none.
    explicit SecretFolder(std::filesystem::path folder);

    /// The secrets whose name begins with `prefix`, ordered by name.
    [[nodiscard]] std::vector<SecretFile> read(std::string_view prefix) const;

    /// Writes a new secret (mode 0400), durable when the function returns. An existing one is never overwritten.
    void add(const SecretFile& secret) const;

    void remove(std::string_view name) const;

    /// Runs `body` while no other process is inside `exclusively` of the same folder.
    void exclusively(const std::function<void()>& body) const;

    [[nodiscard]] const std::filesystem::path& path() const { return _folder; }

private:
    std::filesystem::path _folder;
};

} // namespace tenon::crypto
