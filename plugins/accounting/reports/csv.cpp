#include "csv.h"

#include <algorithm>
#include <vector>

namespace accounting {

namespace {

using tenon::Json;
using tenon::JsonObject;

bool isAmount(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string cellOf(const Json& value) {
    if (value.is_null()) {
        return {};
    }
    std::string text =
        value.is_string() ? std::string(tenon::textOf(value.get_string())) : boost::json::serialize(value);
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !isAmount(text)) {
        text.insert(0, 1, '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + "\"";
}

void addLine(std::string& csv, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        csv.append(i == 0 ? "" : ",").append(cells[i]);
    }
    csv.append("\r\n");
}

} // namespace

std::string csvOf(const JsonObject& report, std::initializer_list<std::string_view> sections) {
    std::vector<std::string> names;
    const bool hasSections = sections.size() > 1;
    for (const std::string_view section : sections) {
        for (const Json& row : report.at(section).as_array()) {
            for (const auto& member : row.as_object()) {
                const std::string name(member.key());
                if (!member.value().is_structured() && std::ranges::find(names, name) == names.end()) {
                    names.push_back(name);
                }
            }
        }
    }
    std::string csv;
    std::vector<std::string> header = names;
    if (hasSections) {
        header.insert(header.begin(), "section");
    }
    addLine(csv, header);
    for (const std::string_view section : sections) {
        for (const Json& row : report.at(section).as_array()) {
            std::vector<std::string> cells;
            if (hasSections) {
                cells.emplace_back(section);
            }
            for (const std::string& name : names) {
                const Json* value = row.as_object().if_contains(name);
                cells.push_back(value != nullptr ? cellOf(*value) : std::string());
            }
            addLine(csv, cells);
        }
    }
    return csv;
}

} // namespace accounting
