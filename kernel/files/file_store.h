#pragma once

#include <tenon/file.h>

#include <string>

namespace tenon::files {

/// Contents on a local disk: `<folder>/ab/cdef…`, where abcdef… is the SHA-256 of the content.
///
/// A file appears under its name only when all of it is durable, and is never written again. The disk must support
/// unnamed temporary files (ext4, XFS, Btrfs, tmpfs do). Several processes may share the folder.
class DiskFileStore {
public:
    /// Creates the folder where it is missing. Throws Unavailable when the disk is full or read-only and
    /// std::system_error when the folder cannot be used.
    explicit DiskFileStore(const std::string& folder);

    /// A durable content that has no name yet and is gone when nobody gives it one.
    struct Draft {
        StoredFile file;
        Descriptor content;
    };

    /// Copies `size` bytes of `fd` from `offset`, unless they are a whole file of this disk without a name, opened for
    /// reading only: that becomes the draft itself. Throws Unavailable when the disk is full.
    [[nodiscard]] Draft draft(int fd, std::uint64_t offset, std::uint64_t size) const;

    /// Gives a draft its name unless that is there already; durable when it returns. May be called again.
    void name(const Draft& draft) const;

    /// Opens a named content for reading; throws NotFound.
    [[nodiscard]] Descriptor open(std::string_view sha256) const;

    [[nodiscard]] bool contains(std::string_view sha256) const;

    /// A new file without a name, gone when closed.
    [[nodiscard]] Descriptor temporary() const;

    /// Why nothing can be kept at the moment, in a few words without a path; empty when a megabyte can.
    [[nodiscard]] std::string fault() const;

    /// Removes a named content if it is there; durable when it returns.
    void remove(std::string_view sha256) const;

private:
    [[nodiscard]] Descriptor takenOver(int fd, std::uint64_t offset, std::uint64_t size) const;
    void makePart(const std::string& sha256) const;
    [[nodiscard]] bool link(const Descriptor& content, const std::string& sha256) const;

    Descriptor _folder;
};

} // namespace tenon::files
