#pragma once

#include "printing/output_file.h"

#include <tenon/documents/reports.h>

namespace documents {

/// Whether a spreadsheet would take the text for a formula (OWASP, CSV injection).
[[nodiscard]] bool looksLikeFormula(std::string_view text);

/// A table as CSV: UTF-8 with byte order mark, RFC 4180 quoting, CR LF. A text that a spreadsheet would take for a
/// formula begins with an apostrophe; figures stay figures.
class CsvSheet : public Sheet {
public:
    CsvSheet(tenon::FileStore& files, std::string name);

    /// A line of the columns' names. Another table goes on after an empty line.
    void header(const std::vector<Column>& columns);

    void add(const Row& row) override;
    [[nodiscard]] tenon::FileReply finish() override;

private:
    void text(std::string_view text);
    void endLine();

    OutputFile _output;
    std::string _name;
    std::size_t _columns = 0;
    bool _isLineBegun = false;
};

/// The tables of the report.
[[nodiscard]] tenon::FileReply printCsv(tenon::FileStore& files, const Report& report, std::string_view name);

} // namespace documents
