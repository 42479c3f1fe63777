#include "export_file.h"
#include "export_table.h"

#include <tenon/error.h>

#include <cerrno>
#include <unistd.h>

namespace dttot {

namespace {

/// Writes to a descriptor in large pieces.
class Output {
public:
    explicit Output(int fd) : _fd(fd) { _buffer.reserve(pieceBytes * 2); }

    void add(std::string_view text) {
        _buffer += text;
        if (_buffer.size() >= pieceBytes) {
            flush();
        }
    }

    void flush() {
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

    [[nodiscard]] std::uint64_t size() const { return _size; }

private:
    static constexpr std::size_t pieceBytes = 64 * 1024;
    int _fd;
    std::string _buffer;
    std::uint64_t _size = 0;
};

void addCell(std::string& line, std::string_view text) {
    const bool isFormula = looksLikeFormula(text);
    if (!isFormula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        line += text;
        return;
    }
    line += isFormula ? "\"'" : "\"";
    for (const char c : text) {
        line.append(c == '"' ? 2 : 1, c);
    }
    line += '"';
}

} // namespace

tenon::FileReply exportCsv(tenon::App& app, const tenon::Caller& caller, std::int64_t document) {
    tenon::FileReply reply{
        .file = app.files().temporary(), .name = "dttot.csv", .contentType = "text/csv; charset=utf-8"};
    Output output(reply.file.get());
    output.add("\xEF\xBB\xBF");
    const auto addLine = [&](const auto& textAt) {
        std::string line;
        for (std::size_t column = 0; column < exportColumns; ++column) {
            line += column == 0 ? "" : ",";
            addCell(line, textAt(column));
        }
        output.add(line.append("\r\n"));
    };
    addLine(exportHeader);
    forEachExportRow(app, caller, document, "csv", [&](const ExportRow& row) {
        addLine([&](std::size_t column) -> std::string_view { return row[column]; });
    });
    output.flush();
    reply.size = output.size();
    return reply;
}

} // namespace dttot
