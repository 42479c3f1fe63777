#pragma once

#include "extraction/extraction.h"

#include <string>
#include <vector>

namespace dttot::tests {

/// Keeps what an extraction finds.
class Findings : public Listener {
public:
    void record(const Record& record, std::uint64_t, const std::string& sheet) override {
        records.push_back(record);
        sheets.push_back(sheet);
    }

    void skipped(const layout::SkippedRows& rows, const std::string&) override {
        kinds.push_back(std::to_string(rows.row) + " " + std::string(layout::nameOf(rows.kind)));
    }

    void progress(std::uint64_t, std::optional<std::uint64_t>) override { ++progressLines; }

    [[nodiscard]] std::string names() const {
        std::string out;
        for (const Record& record : records) {
            out += (out.empty() ? "" : "|") + record.name;
        }
        return out;
    }

    std::vector<Record> records;
    std::vector<std::string> sheets;
    std::vector<std::string> kinds;
    int progressLines = 0;
};

} // namespace dttot::tests
