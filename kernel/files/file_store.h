#pragma once

#include <tenon/file.h>

#include <string>

namespace tenon::files {

/// The file store on a local disk: `<folder>/ab/cdef…`, where abcdef… is the SHA-256 of the content.
///
/// A file appears under its name only when all of it is durable, and is never written again. The disk must support
/// unnamed temporary files (ext4, XFS, Btrfs, tmpfs do). Several processes may share the folder.
class DiskFileStore final : public FileStore {
public:
    /// Creates the folder where it is missing. Throws Unavailable when the disk is full or read-only and
    /// std::system_error when the folder cannot be used.
    explicit DiskFileStore(const std::string& folder);

    StoredFile keep(int fd, std::uint64_t offset, std::uint64_t size) override;
    using FileStore::keep;
    [[nodiscard]] Descriptor open(std::string_view sha256) const override;
    [[nodiscard]] Descriptor temporary() const override;
    void discard(std::string_view sha256) override;

private:
    void makePart(const std::string& sha256) const;
    void name(const Descriptor& content, const std::string& sha256) const;

    Descriptor _folder;
};

} // namespace tenon::files
