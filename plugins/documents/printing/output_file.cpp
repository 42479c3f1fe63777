#include "printing/output_file.h"

#include <tenon/error.h>

#include <cerrno>
#include <unistd.h>

namespace documents {

namespace {

constexpr std::size_t pieceBytes = 64 * 1024;

} // namespace

OutputFile::OutputFile(tenon::FileStore& files) : _file(files.temporary()) { _buffer.reserve(pieceBytes * 2); }

void OutputFile::write(std::string_view bytes) {
    _buffer += bytes;
    if (_buffer.size() >= pieceBytes) {
        flush();
    }
}

tenon::FileReply OutputFile::finish(std::string name, std::string_view contentType) {
    flush();
    tenon::FileReply reply;
    reply.file = std::move(_file);
    reply.size = _size;
    reply.name = std::move(name);
    reply.contentType = contentType;
    return reply;
}

void OutputFile::flush() {
    std::string_view rest = _buffer;
    while (!rest.empty()) {
        const auto written = ::write(_file.get(), rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            throw tenon::Unavailable("There is no room to write the file.");
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        _size += written > 0 ? static_cast<std::uint64_t>(written) : 0;
    }
    _buffer.clear();
}

} // namespace documents
