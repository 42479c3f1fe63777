#include "tables/tests/workbook_builder.h"

#include "tables/merged_areas.h"

#include <stdexcept>
#include <zip.h>

namespace documents::tables::tests {

std::string zipOf(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        if (zip_file_add(archive, name.c_str(), source, 0) < 0) {
            throw std::runtime_error("zip_file_add");
        }
    }
    zip_close(archive);
    zip_stat_t status;
    zip_stat_init(&status);
    zip_source_stat(target, &status);
    std::string bytes(status.size, '\0');
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::string workbookOf(const WorkbookParts& parts) {
    constexpr const char* relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string relations = "<Relationships>";
    std::string sheets;
    std::vector<std::pair<std::string, std::string>> files;
    for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
        const std::string id = std::to_string(i + 1);
        sheets += "<sheet name=\"" + parts.sheets[i].first + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"/>";
        relations += "<Relationship Id=\"rId" + id + "\" Type=\"" + relation + "/worksheet\" Target=\"worksheets/sheet"
                     + id + ".xml\"/>";
        files.emplace_back(
            "xl/worksheets/sheet" + id + ".xml",
            "<?xml version=\"1.0\"?><worksheet>" + parts.sheets[i].second + "</worksheet>"
        );
    }
    relations +=
        std::string("<Relationship Id=\"s\" Type=\"") + relation + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    relations += std::string("<Relationship Id=\"t\" Type=\"") + relation
                 + "/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
    files.emplace_back("xl/_rels/workbook.xml.rels", relations);
    files.emplace_back(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><workbookPr " + parts.properties + "/><sheets>" + sheets + "</sheets></workbook>"
    );
    files.emplace_back("xl/sharedStrings.xml", "<sst>" + parts.strings + "</sst>");
    files.emplace_back("xl/styles.xml", "<styleSheet>" + parts.styles + "</styleSheet>");
    return zipOf(files);
}

std::string rowXml(int number, const std::vector<std::string_view>& cells) {
    const std::string row = std::to_string(number);
    std::string xml = "<row r=\"" + row + "\">";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!cells[i].empty()) {
            xml += "<c r=\"" + columnLetters(i) + row + "\" t=\"inlineStr\"><is><t>" + std::string(cells[i])
                   + "</t></is></c>";
        }
    }
    return xml + "</row>";
}

} // namespace documents::tables::tests
