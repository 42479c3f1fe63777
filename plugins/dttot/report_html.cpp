#include "report_html.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace dttot {

namespace {

constexpr std::string_view head =
    R"(<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 14px/1.45 "Noto Sans", "DejaVu Sans", sans-serif; color: #1a1f26; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { margin: 2rem 0 .5rem } .subtitle { color: #737a85 }
table { border-collapse: collapse; width: 100% } th { background: #edf1f5; text-align: start }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ccd1d9; vertical-align: top; unicode-bidi: plaintext }
.number { text-align: end } svg { width: 100% } p { margin: .2rem 0; unicode-bidi: plaintext }
@media print { thead { display: table-header-group } }
</style>)";

void escape(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
}

void element(std::string& out, std::string_view name, std::string_view text, std::string_view attributes = {}) {
    out.append("<").append(name).append(attributes).append(">");
    escape(out, text);
    out.append("</").append(name).append(">\n");
}

void chart(std::string& out, const tenon::JsonArray& bars) {
    constexpr int labelWidth = 170;
    constexpr int barWidth = 480;
    constexpr int pitch = 22;
    std::int64_t most = 1;
    for (const tenon::Json& bar : bars) {
        most = std::max(most, bar.at("value").to_number<std::int64_t>());
    }
    out += "<svg role=\"img\" viewBox=\"0 0 720 " + std::to_string(bars.size() * pitch) + "\">\n";
    int top = 0;
    for (const tenon::Json& bar : bars) {
        const auto value = bar.at("value").to_number<std::int64_t>();
        const auto length = std::to_string(value * barWidth / most);
        const auto line = std::to_string(top + 15);
        element(out, "text", tenon::textAt(bar.as_object(), "label"), " x=\"0\" y=\"" + line + "\" font-size=\"13\"");
        out += "<rect x=\"" + std::to_string(labelWidth) + "\" y=\"" + std::to_string(top + 3) + "\" width=\"" + length
               + "\" height=\"15\" fill=\"#21669e\"/>\n";
        element(
            out,
            "text",
            std::to_string(value),
            " x=\"" + std::to_string(labelWidth + value * barWidth / most + 6) + "\" y=\"" + line
                + "\" font-size=\"13\""
        );
        top += pitch;
    }
    out += "</svg>\n";
}

void table(std::string& out, const tenon::JsonObject& described) {
    const tenon::JsonArray& columns = described.at("columns").as_array();
    const auto attributesOf = [&](std::size_t column) -> std::string_view {
        return columns[column].at("is_number").as_bool() ? " class=\"number\"" : " dir=\"auto\"";
    };
    out += "<table><thead><tr>\n";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        element(out, "th", tenon::textAt(columns[i].as_object(), "title"), attributesOf(i));
    }
    out += "</tr></thead><tbody>\n";
    for (const tenon::Json& row : described.at("rows").as_array()) {
        out += "<tr>";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            element(out, "td", tenon::textOf(row.at(i).as_string()), attributesOf(i));
        }
        out += "</tr>\n";
    }
    out += "</tbody></table>\n";
}

} // namespace

std::string reportHtml(const tenon::JsonObject& report) {
    std::string out = "<!doctype html>\n<html lang=\"";
    escape(out, tenon::textAt(report, "language"));
    out.append("\">\n<head>").append(head);
    element(out, "title", tenon::textAt(report, "title"));
    out += "</head>\n<body>\n";
    element(out, "h1", tenon::textAt(report, "title"), " dir=\"auto\"");
    element(out, "p", tenon::textAt(report, "subtitle"), " class=\"subtitle\"");
    for (const tenon::Json& each : report.at("sections").as_array()) {
        const tenon::JsonObject& section = each.as_object();
        element(out, "h2", tenon::textAt(section, "heading"));
        for (const tenon::Json& text : section.at("texts").as_array()) {
            element(out, "p", tenon::textOf(text.as_string()), " dir=\"auto\"");
        }
        if (const tenon::Json* bars = section.if_contains("chart")) {
            chart(out, bars->as_array());
        }
        if (const tenon::Json* rows = section.if_contains("table")) {
            table(out, rows->as_object());
        }
    }
    out += "</body>\n</html>\n";
    return out;
}

} // namespace dttot
