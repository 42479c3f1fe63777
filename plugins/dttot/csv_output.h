#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dttot {

/// Writes CSV to a descriptor in large pieces: UTF-8 with byte order mark, RFC 4180 quoting, CR LF. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe. Throws Unavailable when the disk is full.
class CsvOutput {
public:
    explicit CsvOutput(int fd);

    void cell(std::string_view text);
    void endLine();
    /// To be called at the end.
    void flush();

    /// Bytes written so far.
    [[nodiscard]] std::uint64_t size() const { return _size; }

private:
    int _fd;
    std::string _buffer;
    bool _isLineBegun = false;
    std::uint64_t _size = 0;
};

} // namespace dttot
