#pragma once

#include "tables/row.h"

#include <string>
#include <utility>
#include <vector>

namespace documents::tables::tests {

/// Keeps the rows that a reader streams, as texts: cells by '|', a merged cell as "^".
class Rows : public RowSink {
public:
    void sheet(const Sheet& sheet) override { sheets.push_back(sheet.name); }

    void row(Row&& row) override {
        std::string text = std::to_string(row.number) + ":";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            text += (i == 0 ? "" : "|") + (row.cells[i].merged ? std::string("^") : row.cells[i].text);
        }
        rows.push_back(std::move(text));
    }

    std::vector<std::string> sheets;
    std::vector<std::string> rows;
};

/// A list as one text, for rows of a test table.
inline std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& item : list) {
        out += (out.empty() ? "" : "|") + item;
    }
    return out;
}

} // namespace documents::tables::tests
