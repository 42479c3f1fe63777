#include "workbook.h"

#include <algorithm>
#include <memory>
#include <regex>
#include <stdexcept>
#include <zip.h>

namespace documents::reading {

namespace {

using Archive = std::unique_ptr<zip_t, decltype([](zip_t* archive) { zip_discard(archive); })>;
using Member = std::unique_ptr<zip_file_t, decltype([](zip_file_t* member) { zip_fclose(member); })>;

/// The content of a member; empty when there is none.
std::string memberOf(zip_t* archive, const std::string& name) {
    const Member member(zip_fopen(archive, name.c_str(), 0));
    std::string content;
    char buffer[8192];
    while (member) {
        const zip_int64_t got = zip_fread(member.get(), buffer, sizeof(buffer));
        if (got <= 0) {
            break;
        }
        content.append(buffer, static_cast<std::size_t>(got));
    }
    return content;
}

std::string attribute(const std::string& tag, const std::string& name) {
    std::smatch found;
    return std::regex_search(tag, found, std::regex("\\b" + name + "=\"([^\"]*)\"")) ? found[1].str() : std::string();
}

std::string unescaped(std::string text) {
    for (const auto& [entity, character] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}}) {
        const std::string name = entity;
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            text.replace(at, name.size(), character);
        }
    }
    return text;
}

/// The elements `<name …>…</name>` or `<name …/>` one after the other: their tags and what is in them.
std::vector<std::pair<std::string, std::string>> elements(const std::string& xml, const std::string& name) {
    std::vector<std::pair<std::string, std::string>> all;
    const std::string open = "<" + name;
    const std::string close = "</" + name + ">";
    for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        const char next = xml[at + open.size()];
        if (next != ' ' && next != '>' && next != '/') {
            continue;
        }
        const auto end = xml.find('>', at);
        const std::string tag = xml.substr(at, end - at + 1);
        const auto last = tag.ends_with("/>") ? end + 1 : xml.find(close, end);
        all.emplace_back(tag, tag.ends_with("/>") ? std::string() : xml.substr(end + 1, last - end - 1));
    }
    return all;
}

std::string inside(const std::string& xml, const std::string& name) {
    const auto all = elements(xml, name);
    return all.empty() ? std::string() : all.front().second;
}

/// The format of numbers for each style of cells.
std::vector<std::string> formatsOf(const std::string& styles) {
    std::map<std::string, std::string> codes{{"3", "#,##0"}, {"4", "#,##0.00"}};
    for (const auto& [tag, content] : elements(styles, "numFmt")) {
        codes[attribute(tag, "numFmtId")] = unescaped(attribute(tag, "formatCode"));
    }
    std::vector<std::string> formats;
    for (const auto& [tag, content] : elements(inside(styles, "cellXfs"), "xf")) {
        formats.push_back(codes[attribute(tag, "numFmtId")]);
    }
    return formats;
}

SheetRead sheetOf(const std::string& xml, const std::vector<std::string>& formats) {
    SheetRead sheet;
    sheet.isRightToLeft = attribute(xml, "rightToLeft") == "1";
    const std::string frozen = attribute(xml, "ySplit");
    sheet.frozenRows = frozen.empty() ? 0 : std::stoi(frozen);
    sheet.hasFormula = !elements(xml, "f").empty();
    for (const auto& [tag, content] : elements(inside(xml, "sheetData"), "c")) {
        const std::string style = attribute(tag, "s");
        SheetCell cell;
        cell.isNumber = attribute(tag, "t").empty() && !content.empty();
        cell.value = unescaped(cell.isNumber ? inside(content, "v") : inside(content, "t"));
        cell.format = style.empty() ? std::string() : formats.at(std::stoul(style));
        if (!content.empty()) {
            sheet.cells[attribute(tag, "r")] = cell;
        }
    }
    return sheet;
}

} // namespace

std::string SheetRead::placeOf(const std::string& value) const {
    const auto found = std::ranges::find_if(cells, [&](const auto& cell) { return cell.second.value == value; });
    return found == cells.end() ? std::string() : found->first;
}

SheetCell SheetRead::at(const std::string& place) const {
    const auto found = cells.find(place);
    return found == cells.end() ? SheetCell() : found->second;
}

std::vector<SheetRead> sheetsOf(const std::string& xlsx) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(xlsx.data(), xlsx.size(), 0, &error);
    const Archive archive(source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
    if (!archive) {
        throw std::runtime_error("this is no workbook");
    }
    const std::vector<std::string> formats = formatsOf(memberOf(archive.get(), "xl/styles.xml"));
    std::vector<SheetRead> sheets;
    for (const auto& [tag, content] : elements(memberOf(archive.get(), "xl/workbook.xml"), "sheet")) {
        const std::string file = "xl/worksheets/sheet" + std::to_string(sheets.size() + 1) + ".xml";
        sheets.push_back(sheetOf(memberOf(archive.get(), file), formats));
        sheets.back().name = unescaped(attribute(tag, "name"));
    }
    return sheets;
}

} // namespace documents::reading
