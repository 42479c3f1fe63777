#include "imports/import_routes.h"

namespace documents {

namespace {

/// Titles are in English, Indonesian and Arabic, in this order.
std::string titleIn(const ImportColumn& column, std::string_view language) {
    const std::size_t place = language == "id" ? 1 : language == "ar" ? 2 : 0;
    return std::string(place < column.titles.size() ? column.titles[place] : column.field.name());
}

} // namespace

std::string csvTemplate(const std::vector<ImportColumn>& columns, std::string_view language) {
    // Spreadsheets take a file for UTF-8 when it begins with this mark.
    std::string out = "\xEF\xBB\xBF";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out += (i == 0 ? "\"" : ",\"") + titleIn(columns[i], language) + "\"";
    }
    return out + "\r\n";
}

} // namespace documents
