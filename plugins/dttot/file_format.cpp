#include "file_format.h"

#include "extraction/failure.h"
#include "tables/format.h"

#include <algorithm>
#include <string>
#include <unistd.h>

namespace dttot {

namespace {

/// A part of a larger file.
struct Window {
    int fd;
    std::uint64_t offset;
    std::uint64_t size;

    [[nodiscard]] std::string operator()(std::uint64_t from, std::uint64_t most) const {
        std::string bytes(from < size ? std::min(most, size - from) : 0, '\0');
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto got =
                pread(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + from + done));
            if (got <= 0) {
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        bytes.resize(done);
        return bytes;
    }
};

} // namespace

std::optional<std::string_view> formatOf(int fd, std::uint64_t offset, std::uint64_t size) {
    try {
        return tables::nameOf(tables::formatOf({.size = size, .read = Window{fd, offset, size}}));
    } catch (const Failure&) {
        return std::nullopt;
    }
}

} // namespace dttot
