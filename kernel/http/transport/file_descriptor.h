#pragma once

#include <unistd.h>
#include <utility>

namespace tenon::http {

/// Owns one descriptor of the operating system; -1 means none.
class FileDescriptor {
public:
    FileDescriptor() = default;

    explicit FileDescriptor(int fd) noexcept : _fd(fd) {}

    FileDescriptor(FileDescriptor&& other) noexcept : _fd(std::exchange(other._fd, -1)) {}

    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(_fd, other._fd);
        return *this;
    }

    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    ~FileDescriptor() { reset(); }

    /// The descriptor, still owned by this object.
    [[nodiscard]] int get() const noexcept { return _fd; }

    explicit operator bool() const noexcept { return _fd >= 0; }

    /// Closes now instead of at destruction.
    void reset() noexcept {
        if (_fd >= 0) {
            ::close(std::exchange(_fd, -1));
        }
    }

private:
    int _fd = -1;
};

} // namespace tenon::http
