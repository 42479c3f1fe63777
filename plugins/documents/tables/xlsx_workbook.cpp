#include "tables/xlsx_workbook.h"

#include "tables/day_number.h"
#include "tables/failure.h"
#include "tables/limits.h"
#include "tables/text.h"
#include "tables/xml_parser.h"

#include <charconv>
#include <map>
#include <utility>

namespace documents::tables {

namespace {

void parse(const ZipArchive& archive, const std::string& path, XmlHandler& handler) {
    XmlParser parser(handler);
    archive.read(path, [&](std::string_view piece) { parser.feed(piece); });
    parser.finish();
}

/// A target relative to xl/, or absolute, as a path in the archive.
std::string resolved(std::string_view target) {
    if (target.starts_with("/")) {
        return std::string(target.substr(1));
    }
    return target.starts_with("../") ? std::string(target.substr(3)) : "xl/" + std::string(target);
}

class Relationships : public XmlHandler {
public:
    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "Relationship") {
            const std::string target = resolved(attributes.find("Target").value_or(""));
            const std::string_view type = attributes.find("Type").value_or("");
            _byId.emplace(attributes.find("Id").value_or(""), target);
            if (type.ends_with("/sharedStrings")) {
                sharedStrings = target;
            } else if (type.ends_with("/styles")) {
                styles = target;
            }
        }
    }

    void end(std::string_view) override {}

    void characters(std::string_view) override {}

    [[nodiscard]] std::string target(const std::string& id) const {
        const auto found = _byId.find(id);
        return found == _byId.end() ? std::string() : found->second;
    }

    std::string sharedStrings;
    std::string styles;

private:
    std::map<std::string, std::string> _byId;
};

class WorkbookPart : public XmlHandler {
public:
    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") {
            const std::string_view flag = attributes.find("date1904").value_or("0");
            countsFrom1904 = flag == "1" || flag == "true";
        } else if (name == "sheet") {
            // "id" by local name would also be found in "r:id" only: the sheet's own number is "sheetId".
            sheets.emplace_back(attributes.find("name").value_or(""), attributes.find("id").value_or(""));
        }
    }

    void end(std::string_view) override {}

    void characters(std::string_view) override {}

    bool countsFrom1904 = false;
    std::vector<std::pair<std::string, std::string>> sheets;
};

class StringTable : public XmlHandler {
public:
    void begin(std::string_view name, const XmlAttributes&) override {
        if (name == "t") {
            _inText = !_inPhonetic;
        } else if (name == "rPh") {
            _inPhonetic = true;
        }
    }

    void end(std::string_view name) override {
        if (name == "t") {
            _inText = false;
        } else if (name == "rPh") {
            _inPhonetic = false;
        } else if (name == "si") {
            strings.finishString();
        }
    }

    void characters(std::string_view text) override {
        if (_inText) {
            strings.append(text);
            if (strings.bytes() > maxSharedStringBytes) {
                throw Failure("file.too_large", "The workbook holds more than 64 MiB of text.");
            }
        }
    }

    SharedStrings strings;

private:
    bool _inText = false;
    bool _inPhonetic = false;
};

unsigned numberOf(std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class Styles : public XmlHandler {
public:
    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") {
            _custom[numberOf(attributes.find("numFmtId").value_or(""))] =
                showsDay(attributes.find("formatCode").value_or(""));
        } else if (name == "cellXfs") {
            _inCellFormats = true;
        } else if (name == "xf" && _inCellFormats) {
            const unsigned format = numberOf(attributes.find("numFmtId").value_or(""));
            const auto custom = _custom.find(format);
            days.push_back(custom == _custom.end() ? showsDay(format) : custom->second);
        }
    }

    void end(std::string_view name) override {
        if (name == "cellXfs") {
            _inCellFormats = false;
        }
    }

    void characters(std::string_view) override {}

    std::vector<bool> days;

private:
    std::map<unsigned, bool> _custom;
    bool _inCellFormats = false;
};

} // namespace

Workbook workbookOf(const ZipArchive& archive) {
    Relationships relationships;
    parse(archive, "xl/_rels/workbook.xml.rels", relationships);
    WorkbookPart part;
    parse(archive, "xl/workbook.xml", part);
    Workbook workbook{{}, relationships.sharedStrings, relationships.styles, part.countsFrom1904};
    for (const auto& [name, id] : part.sheets) {
        const std::string path = relationships.target(id);
        if (path.find("worksheets/") != std::string::npos && archive.has(path)) {
            workbook.sheets.push_back({name, path});
        }
    }
    if (workbook.sheets.empty()) {
        throw Failure("file.damaged", "The workbook has no worksheet.");
    }
    return workbook;
}

std::string_view SharedStrings::at(std::size_t index) const {
    if (index >= _ends.size()) {
        return {};
    }
    const std::size_t begin = index == 0 ? 0 : _ends[index - 1];
    return std::string_view(_text).substr(begin, _ends[index] - begin);
}

SharedStrings sharedStringsOf(const ZipArchive& archive, const Workbook& workbook) {
    StringTable table;
    if (!workbook.sharedStringsPath.empty() && archive.has(workbook.sharedStringsPath)) {
        parse(archive, workbook.sharedStringsPath, table);
    }
    return std::move(table.strings);
}

std::vector<bool> dayStylesOf(const ZipArchive& archive, const Workbook& workbook) {
    Styles styles;
    if (!workbook.stylesPath.empty() && archive.has(workbook.stylesPath)) {
        parse(archive, workbook.stylesPath, styles);
    }
    return std::move(styles.days);
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        const bool shaped = text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_';
        if (shaped && std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr == text.data() + i + 6) {
            text::appendUtf8(out, code);
            i += 6;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace documents::tables
