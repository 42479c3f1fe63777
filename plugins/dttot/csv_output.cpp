#include "csv_output.h"

#include "export_table.h"

#include <tenon/error.h>

#include <cerrno>
#include <unistd.h>

namespace dttot {

namespace {

constexpr std::size_t pieceBytes = 64 * 1024;

} // namespace

CsvOutput::CsvOutput(int fd) : _fd(fd) {
    _buffer.reserve(pieceBytes * 2);
    _buffer = "\xEF\xBB\xBF";
}

void CsvOutput::cell(std::string_view text) {
    if (_isLineBegun) {
        _buffer += ',';
    }
    _isLineBegun = true;
    const bool isFormula = looksLikeFormula(text);
    if (!isFormula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        _buffer += text;
        return;
    }
    _buffer += isFormula ? "\"'" : "\"";
    for (const char c : text) {
        _buffer.append(c == '"' ? 2 : 1, c);
    }
    _buffer += '"';
}

void CsvOutput::endLine() {
    _buffer += "\r\n";
    _isLineBegun = false;
    if (_buffer.size() >= pieceBytes) {
        flush();
    }
}

void CsvOutput::flush() {
    std::string_view rest = _buffer;
    while (!rest.empty()) {
        const auto written = write(_fd, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            throw tenon::Unavailable("There is no room to write the file.");
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        _size += written > 0 ? static_cast<std::uint64_t>(written) : 0;
    }
    _buffer.clear();
}

} // namespace dttot
