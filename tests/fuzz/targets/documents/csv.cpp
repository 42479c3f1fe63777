/// CSV: what was read is read again when it is written with quotes.

#include <tests/fuzz/fuzz.h>

#include <string>
#include <tables/csv_reader.h>
#include <tables/failure.h>
#include <tables/limits.h>
#include <tables/text.h>
#include <vector>

using namespace documents;
using tenon::fuzz::claim;

namespace {

class Cells : public tables::RowSink {
public:
    void sheet(const tables::Sheet&) override {}

    void row(tables::Row&& row) override {
        claim(row.number > _last, "rows come in their order");
        claim(row.cells.size() <= tables::maxColumns, "the limit of columns holds");
        _last = row.number;
        std::vector<std::string>& texts = rows.emplace_back();
        for (tables::Cell& cell : row.cells) {
            claim(tables::text::isValidUtf8(cell.text), "cells are UTF-8");
            texts.push_back(std::move(cell.text));
        }
    }

    std::vector<std::vector<std::string>> rows;

private:
    std::uint64_t _last = 0;
};

/// A form that leaves nothing to guess; its first line is a row of its own.
std::string written(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "sep=;\n";
    for (const auto& cells : rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out.append(i == 0 ? "\"" : ";\"");
            for (const char c : cells[i]) {
                out.append(c == '"' ? "\"" : "").push_back(c);
            }
            out.push_back('"');
        }
        out.push_back('\n');
    }
    return out;
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    try {
        Cells cells;
        tables::readCsv(bytes, cells);
        const std::string text = written(cells.rows);
        if (text.find('\0') != std::string::npos) {
            return; // makes it look like UTF-16
        }
        Cells again;
        tables::readCsv(text, again);
        again.rows.erase(again.rows.begin());
        claim(again.rows == cells.rows, "cells survive");
    } catch (const tables::Failure& failure) {
        claim(!failure.code().empty(), "a failure has its code");
    }
}
