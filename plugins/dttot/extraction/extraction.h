#pragma once

#include "extraction/layout/table_layout.h"
#include "extraction/record.h"
#include "extraction/tables.h"
#include "tables/format.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace dttot {

/// Streams a document's rows to a sink.
using TableReader = std::function<void(std::string_view bytes, tables::RowSink& sink)>;

/// The reader of the library for a format of tables. A PDF has none here: its reader is linked into the helper program
/// only.
[[nodiscard]] TableReader readerOf(tables::Format format);

/// Counts that add up: rows = rows of records + skipped rows.
struct Summary {
    std::uint64_t rows = 0;
    std::uint64_t records = 0;
    std::uint64_t recordRows = 0; ///< more than `records` where merged records span rows
    std::uint64_t skipped = 0;
    std::uint64_t withIssues = 0;
};

/// Receives what an extraction finds, in about the order of the document.
class Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;

    /// A record, how many rows it takes and the sheet it stands on.
    virtual void record(const Record& record, std::uint64_t rows, const std::string& sheet) = 0;
    virtual void skipped(const layout::SkippedRows& rows, const std::string& sheet) = 0;
    virtual void progress(std::uint64_t rows, std::optional<std::uint64_t> of) = 0;
};

/// Everything between the bytes of the police's list and clean records. Throws Failure when the document as a whole
/// cannot be read; a record that is hard to read is reported with issues instead.
Summary extract(std::string_view bytes, const TableReader& reader, Listener& listener);

} // namespace dttot
