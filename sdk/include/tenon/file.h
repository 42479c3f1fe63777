#pragma once

#include <tenon/export.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon {

/// An open descriptor that closes itself.
class TENON_API Descriptor {
public:
    Descriptor() = default;

    explicit Descriptor(int fd) : _fd(fd) {}

    Descriptor(Descriptor&& other) noexcept : _fd(std::exchange(other._fd, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(_fd, other._fd);
        return *this;
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] int get() const { return _fd; }

    [[nodiscard]] int release() { return std::exchange(_fd, -1); }

    explicit operator bool() const { return _fd >= 0; }

private:
    int _fd = -1;
};

/// A file that a client sent in a multipart body: a part of the spooled body, not yet kept anywhere.
struct Upload {
    std::string_view field;       ///< Name of the form field.
    std::string_view filename;    ///< As sent, without any folder; for display only, never a path.
    std::string_view contentType; ///< As claimed by the client; not to be trusted.
    int fd = -1;                  ///< Open for reading, owned by the request.
    std::uint64_t offset = 0;     ///< Where the file begins in `fd`.
    std::uint64_t size = 0;       ///< Bytes.
};

/// A file in the store, named by its content.
struct StoredFile {
    std::string sha256; ///< 64 hexadecimal digits in lower case.
    std::uint64_t size = 0;
};

/// Files by content (SHA-256), streamed both ways, written once. Safe to call from many threads.
///
/// Equal contents are one file, whoever keeps them. It stays as long as it has an owner: a name of the module's
/// choosing
/// ("document 7"), its own in each module; a module that names none owns the file as a whole. Owners come and go with
/// the transaction that the call is made in; a call outside of one is durable when it returns.
class TENON_API FileStore {
public:
    virtual ~FileStore();

    /// Keeps `size` bytes of `fd` from `offset` for the module; returns when they are durable. Throws Unavailable when
    /// the disk is full.
    virtual StoredFile keep(int fd, std::uint64_t offset, std::uint64_t size) = 0;

    StoredFile keep(const Upload& upload) { return keep(upload.fd, upload.offset, upload.size); }

    /// Opens a kept file for reading; throws NotFound.
    [[nodiscard]] virtual Descriptor open(std::string_view sha256) const = 0;

    /// A new unlinked file for what is produced and sent once (exports); gone when closed.
    [[nodiscard]] virtual Descriptor temporary() const = 0;

    /// The module as a whole needs the file no more; it is removed after the commit when it has no other owner.
    virtual void discard(std::string_view sha256) = 0;

    /// The same for `owner`; since 1.1.
    virtual StoredFile keep(int fd, std::uint64_t offset, std::uint64_t size, std::string_view owner) = 0;

    StoredFile keep(const Upload& upload, std::string_view owner) {
        return keep(upload.fd, upload.offset, upload.size, owner);
    }

    /// Makes `owner` an owner of a file that is kept already; throws Unavailable when it is not there any more. For
    /// what was kept before the transaction began; since 1.1.
    virtual void hold(std::string_view sha256, std::string_view owner) = 0;

    /// `owner` needs the file no more; since 1.1.
    virtual void discard(std::string_view sha256, std::string_view owner) = 0;
};

} // namespace tenon
