#pragma once

#include <kernel/http/transport/file_descriptor.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::http {

/// How many of a long body's first bytes stay in memory, so that its file begins with what follows them; asked once,
/// with as much of the body as was in memory until then.
using BodySplit = std::function<std::size_t(std::string_view beginning)>;

/// Takes a request's body as it arrives: in memory first, beyond a limit in a file that has no name.
class BodyStore {
public:
    /// Bodies longer than `memoryLimit` bytes go to a file in `directory`.
    BodyStore(std::size_t memoryLimit, const std::string& directory)
        : _memoryLimit(memoryLimit), _directory(&directory) {}

    /// Has a body that goes to a file begin in memory; to be called before its first bytes, and again for the next one.
    void splitBy(BodySplit split) { _split = std::move(split); }

    /// Takes the next bytes; false when the disk refuses them.
    [[nodiscard]] bool append(std::string_view bytes);

    /// Puts a spooled body's file position back to its start.
    void rewind() const;

    /// All of the body, or what comes before the content of the file.
    [[nodiscard]] std::string_view memory() const { return _memory; }

    [[nodiscard]] int fd() const { return _file.get(); }

    [[nodiscard]] std::uint64_t size() const { return _size; }

    /// Forgets the body and keeps the limits.
    void clear();

private:
    [[nodiscard]] bool spool();
    [[nodiscard]] bool write(std::string_view bytes);

    std::size_t _memoryLimit;
    const std::string* _directory;
    BodySplit _split;
    std::string _memory;
    FileDescriptor _file;
    std::uint64_t _size = 0;
};

} // namespace tenon::http
