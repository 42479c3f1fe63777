#include "file_store.h"

#include <kernel/crypto/running_sha256.h>

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace tenon::files {

namespace {

constexpr std::size_t pieceSize = 256 * 1024;
constexpr mode_t ownerOnlyFolder = 0700;
constexpr mode_t ownerOnlyFile = 0600;

[[noreturn]] void fail(const char* action) {
    const int cause = errno;
    if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) {
        throw Unavailable("The file store is full.", "STORAGE_FULL");
    }
    if (cause == EROFS || cause == EIO) {
        throw Unavailable("The file store does not accept files at the moment.");
    }
    throw std::system_error(cause, std::generic_category(), action);
}

Descriptor opened(int parent, const std::string& path, int flags) {
    Descriptor file(::openat(parent, path.c_str(), flags | O_CLOEXEC, ownerOnlyFile));
    if (!file) {
        fail("open");
    }
    return file;
}

void makeDurable(const Descriptor& file) {
    if (::fsync(file.get()) != 0) {
        fail("fsync");
    }
}

/// Whether `name` is a content's name and nothing else: no path can be made from such a text.
bool isContentName(std::string_view name) {
    return name.size() == 64
           && std::ranges::all_of(name, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string partOf(std::string_view sha256) { return std::string(sha256.substr(0, 2)); }

std::string pathOf(std::string_view sha256) { return partOf(sha256) + '/' + std::string(sha256.substr(2)); }

std::size_t readAt(int fd, std::uint64_t offset, std::span<std::byte> into) {
    ssize_t got = 0;
    do {
        got = ::pread(fd, into.data(), into.size(), static_cast<off_t>(offset));
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        fail("read");
    }
    return static_cast<std::size_t>(got);
}

void writeAll(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            fail("write");
        }
        bytes = bytes.subspan(put < 0 ? 0 : static_cast<std::size_t>(put));
    }
}

/// Returns the hash of `size` bytes of `from`, and has `take` take each piece of them: one pass, a quarter of a
/// mebibyte in memory.
template <typename Take>
std::string hashed(int from, std::uint64_t offset, std::uint64_t size, const Take& take) {
    crypto::RunningSha256 hash;
    std::vector<std::byte> piece(static_cast<std::size_t>(std::clamp<std::uint64_t>(size, 1, pieceSize)));
    while (size > 0) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, piece.size()));
        const std::size_t got = readAt(from, offset, std::span(piece).first(wanted));
        if (got == 0) {
            throw Unavailable("The file ended before all of it was read.");
        }
        const auto bytes = std::span(piece).first(got);
        hash.update(bytes);
        take(bytes);
        offset += got;
        size -= got;
    }
    return hash.finish();
}

std::string copy(int from, std::uint64_t offset, std::uint64_t size, int to) {
    return hashed(from, offset, size, [to](std::span<const std::byte> bytes) { writeAll(to, bytes); });
}

/// Whether a file without a name is nothing but these bytes, and will not change any more: nobody can write by `fd`.
bool isWhole(int fd, std::uint64_t offset, std::uint64_t size, const struct stat& facts) {
    const bool isReadOnly = (::fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY;
    return isReadOnly && offset == 0 && S_ISREG(facts.st_mode) && facts.st_nlink == 0
           && static_cast<std::uint64_t>(facts.st_size) == size;
}

} // namespace

DiskFileStore::DiskFileStore(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    _folder = opened(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY);
}

DiskFileStore::Draft DiskFileStore::draft(int fd, std::uint64_t offset, std::uint64_t size) const {
    const BlockingRegion waitsForTheDisk;
    Draft draft{.file = {.sha256 = {}, .size = size}, .content = takenOver(fd, offset, size)};
    if (draft.content) {
        draft.file.sha256 = hashed(draft.content.get(), 0, size, [](std::span<const std::byte>) {});
    } else {
        draft.content = temporary();
        draft.file.sha256 = copy(fd, offset, size, draft.content.get());
    }
    makeDurable(draft.content);
    return draft;
}

/// The file itself when it can be given a name here as it is; else nothing.
Descriptor DiskFileStore::takenOver(int fd, std::uint64_t offset, std::uint64_t size) const {
    struct stat file {};

    struct stat folder {};

    const bool isNear = ::fstat(fd, &file) == 0 && ::fstat(_folder.get(), &folder) == 0 && file.st_dev == folder.st_dev
                        && (file.st_mode & 07777) == ownerOnlyFile && file.st_uid == folder.st_uid;
    return Descriptor(isNear && isWhole(fd, offset, size, file) ? ::fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1);
}

void DiskFileStore::makePart(const std::string& sha256) const {
    if (::mkdirat(_folder.get(), partOf(sha256).c_str(), ownerOnlyFolder) != 0 && errno != EEXIST) {
        fail("mkdir");
    }
    makeDurable(_folder);
}

void DiskFileStore::name(const Draft& draft) const {
    const BlockingRegion waitsForTheDisk;
    const std::string& sha256 = draft.file.sha256;
    bool isNamed = link(draft.content, sha256);
    if (!isNamed) {
        makePart(sha256);
        isNamed = link(draft.content, sha256);
    }
    if (!isNamed) {
        // It had its name, and that was removed, or it lies on another mount of this disk: Linux gives it none here.
        const Descriptor again = temporary();
        copy(draft.content.get(), 0, draft.file.size, again.get());
        makeDurable(again);
        isNamed = link(again, sha256);
    }
    if (!isNamed) {
        fail("link");
    }
    // Also when the name was there already: the one who made it may not have come this far yet.
    makeDurable(opened(_folder.get(), partOf(sha256), O_RDONLY | O_DIRECTORY));
}

/// False when the folder or the file behind the descriptor is not there, or the two are on different mounts.
bool DiskFileStore::link(const Descriptor& content, const std::string& sha256) const {
    const std::string unnamed = "/proc/self/fd/" + std::to_string(content.get());
    if (::linkat(AT_FDCWD, unnamed.c_str(), _folder.get(), pathOf(sha256).c_str(), AT_SYMLINK_FOLLOW) == 0) {
        return true;
    }
    if (errno != EEXIST && errno != ENOENT && errno != EXDEV) {
        fail("link");
    }
    return errno == EEXIST;
}

Descriptor DiskFileStore::open(std::string_view sha256) const {
    if (!isContentName(sha256)) {
        throw NotFound();
    }
    Descriptor file(::openat(_folder.get(), pathOf(sha256).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file) {
        if (errno == ENOENT || errno == ELOOP) {
            throw NotFound();
        }
        fail("open");
    }
    return file;
}

bool DiskFileStore::contains(std::string_view sha256) const {
    return isContentName(sha256) && ::faccessat(_folder.get(), pathOf(sha256).c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

std::string DiskFileStore::fault() const {
    constexpr off_t oneMegabyte = 1'000'000;
    const Descriptor file(::openat(_folder.get(), ".", O_TMPFILE | O_RDWR | O_CLOEXEC, ownerOnlyFile));
    const int cause = file ? ::posix_fallocate(file.get(), 0, oneMegabyte) : errno;
    switch (cause) {
    case 0:
        return {};
    case ENOSPC:
    case EDQUOT:
        return "the disk is full";
    case EROFS:
        return "the disk is read-only";
    default:
        return "the disk is out of service";
    }
}

Descriptor DiskFileStore::temporary() const { return opened(_folder.get(), ".", O_TMPFILE | O_RDWR); }

void DiskFileStore::remove(std::string_view sha256) const {
    if (!isContentName(sha256)) {
        return;
    }
    const BlockingRegion waitsForTheDisk;
    if (::unlinkat(_folder.get(), pathOf(sha256).c_str(), 0) != 0) {
        if (errno == ENOENT) {
            return;
        }
        fail("unlink");
    }
    makeDurable(opened(_folder.get(), partOf(sha256), O_RDONLY | O_DIRECTORY));
}

} // namespace tenon::files
