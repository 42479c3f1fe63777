#include "tables/csv_reader.h"

#include "tables/csv_text.h"
#include "tables/failure.h"
#include "tables/limits.h"
#include "tables/text.h"

#include <algorithm>
#include <utility>

namespace documents::tables {

namespace {

/// The grammar of RFC 4180, forgiving: a quotation mark inside an unquoted cell is text, any line ending counts.
class CsvScanner {
public:
    CsvScanner(std::string_view text, char delimiter, RowSink& sink)
        : _text(text), _delimiter(delimiter), _sink(sink) {}

    void run() {
        while (_position < _text.size()) {
            Row row{.number = ++_number};
            while (readCell(row)) {
            }
            if (_number > maxRows) {
                throw Failure("file.too_many_rows", "The file has more than 1,048,576 rows.");
            }
            _sink.row(std::move(row));
        }
    }

private:
    /// Reads one cell and what ends it; whether the row goes on.
    bool readCell(Row& row) {
        std::string value;
        std::size_t start = _position;
        while (start < _text.size() && _text[start] == ' ') {
            ++start;
        }
        if (start < _text.size() && _text[start] == '"') {
            _position = start + 1;
            readQuoted(value);
        }
        const std::size_t end = std::min(_text.find_first_of(_ends, _position), _text.size());
        value.append(_text.substr(_position, end - _position));
        _position = end;
        if (row.cells.size() >= maxColumns || value.size() > maxCellBytes) {
            throw Failure("file.too_large", "A row of the file has too many columns, or a cell more than 1 MiB.");
        }
        row.cells.push_back({std::move(value)});
        return readEnd();
    }

    void readQuoted(std::string& value) {
        while (_position < _text.size()) {
            const std::size_t quote = std::min(_text.find('"', _position), _text.size());
            value.append(_text.substr(_position, quote - _position));
            _position = std::min(quote + 1, _text.size());
            if (_position >= _text.size() || _text[_position] != '"') {
                return;
            }
            value += '"';
            ++_position;
        }
    }

    bool readEnd() {
        if (_position >= _text.size()) {
            return false;
        }
        const char end = _text[_position++];
        if (end == '\r' && _position < _text.size() && _text[_position] == '\n') {
            ++_position;
        }
        return end == _delimiter;
    }

    std::string_view _text;
    char _delimiter;
    std::string _ends{_delimiter, '\r', '\n'};
    RowSink& _sink;
    std::size_t _position = 0;
    std::uint64_t _number = 0;
};

} // namespace

void readCsv(std::string_view bytes, RowSink& sink) {
    std::string storage;
    const std::string_view content = decoded(bytes, storage);
    sink.sheet({});
    CsvScanner(content, delimiterOf(content), sink).run();
}

void readDelimited(std::string_view bytes, char delimiter, RowSink& sink) {
    std::string storage;
    const std::string_view content = decoded(bytes, storage);
    sink.sheet({});
    CsvScanner(content, delimiter, sink).run();
}

} // namespace documents::tables
