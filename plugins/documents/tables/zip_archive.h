#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace documents::tables {

/// A ZIP archive in memory whose entries are inflated in small pieces, within the limits of limits.h.
class ZipArchive {
public:
    /// Checks the directory before anything is inflated. Throws Failure (damaged, encrypted, zip_bomb). Keeps no copy:
    /// `bytes` must outlive the archive.
    explicit ZipArchive(std::string_view bytes);
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;
    ~ZipArchive();

    [[nodiscard]] bool has(const std::string& name) const;

    /// The names of all entries in the order of the directory.
    [[nodiscard]] std::vector<std::string> names() const;

    /// The uncompressed size that the directory states; 0 for an absent entry.
    [[nodiscard]] std::uint64_t sizeOf(const std::string& name) const;

    /// Inflates an entry piece by piece. Throws Failure when it is absent, damaged or larger than stated.
    void read(const std::string& name, const std::function<void(std::string_view)>& onPiece) const;

private:
    void checkDirectory() const;

    zip* _archive = nullptr;
};

} // namespace documents::tables
