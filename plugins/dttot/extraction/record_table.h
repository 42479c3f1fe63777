#pragma once

#include "extraction/extraction.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dttot {

/// A window on a document's records as a table, for documents that have no table of their own.
class RecordTable : public Listener {
public:
    using OnRow = std::function<void(const std::vector<std::string>&)>;

    RecordTable(std::uint64_t offset, std::uint64_t limit, OnRow onRow)
        : _offset(offset), _limit(limit), _onRow(std::move(onRow)) {}

    [[nodiscard]] static std::vector<std::string> columns();

    void record(const Record& record, std::uint64_t rows, const std::string& sheet) override;

    void skipped(const layout::SkippedRows&, const std::string&) override {}

    void progress(std::uint64_t, std::optional<std::uint64_t>) override {}

private:
    std::uint64_t _offset;
    std::uint64_t _limit;
    OnRow _onRow;
    std::uint64_t _records = 0;
};

} // namespace dttot
