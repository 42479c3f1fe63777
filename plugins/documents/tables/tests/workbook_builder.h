#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace documents::tables::tests {

/// A ZIP archive of these parts, as bytes.
[[nodiscard]] std::string zipOf(const std::vector<std::pair<std::string, std::string>>& parts);

struct WorkbookParts {
    std::vector<std::pair<std::string, std::string>> sheets; ///< name, and the XML inside <worksheet>
    std::string strings;                                     ///< the XML inside <sst>
    std::string styles;                                      ///< the XML inside <styleSheet>
    std::string properties;                                  ///< attributes of <workbookPr>
};

/// An .xlsx workbook, as bytes.
[[nodiscard]] std::string workbookOf(const WorkbookParts& parts);

/// One row element of inline strings; an empty text leaves its cell out.
[[nodiscard]] std::string rowXml(int number, const std::vector<std::string_view>& cells);

} // namespace documents::tables::tests
