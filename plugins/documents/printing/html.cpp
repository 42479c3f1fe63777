#include "printing/html.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace documents {

namespace {

constexpr std::string_view head =
    R"(<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 14px/1.45 "Noto Sans", "DejaVu Sans", sans-serif; color: #1a1f26; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { margin: 2rem 0 .5rem } .issuer { color: #21669e; font-weight: bold } .subtitle, dt, .block h3 { color: #6b7280 }
table { border-collapse: collapse; width: 100%; margin-inline-start: auto } th { background: #edf1f5; text-align: start }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ccd1d9; vertical-align: top; unicode-bidi: plaintext; text-align: start }
.number { text-align: right; white-space: nowrap } .heading td, .subtotal td, .total td { font-weight: bold }
.subtotal td { border-top: 1px solid } .total td { border-top: 1px solid; border-bottom: 3px double; background: #edf1f5 }
.blocks { display: flex; gap: 2rem } .block { flex: 1 } .block h3 { font-size: .8rem; font-weight: normal; margin: 1rem 0 0 }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem } dt { font-size: .8rem } dd { margin: 0 }
svg { width: 100% } p { margin: .2rem 0; unicode-bidi: plaintext }
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

void elementUnlessEmpty(std::string& out, std::string_view name, std::string_view text, std::string_view attributes) {
    if (!text.empty()) {
        element(out, name, text, attributes);
    }
}

void blocks(std::string& out, const std::vector<Block>& blocks) {
    if (blocks.empty()) {
        return;
    }
    out += "<div class=\"blocks\">\n";
    for (const Block& block : blocks) {
        out += "<div class=\"block\">\n";
        elementUnlessEmpty(out, "h3", block.heading, " dir=\"auto\"");
        for (const std::string& line : block.lines) {
            element(out, "p", line, " dir=\"auto\"");
        }
        out += "</div>\n";
    }
    out += "</div>\n";
}

void facts(std::string& out, const std::vector<Fact>& facts) {
    if (facts.empty()) {
        return;
    }
    out += "<dl>\n";
    for (const Fact& fact : facts) {
        out += "<div>";
        element(out, "dt", fact.name);
        element(out, "dd", fact.value, " dir=\"auto\"");
        out += "</div>\n";
    }
    out += "</dl>\n";
}

void chart(std::string& out, const std::vector<Bar>& bars) {
    constexpr int labelWidth = 170;
    constexpr int barWidth = 480;
    constexpr int pitch = 22;
    if (bars.empty()) {
        return;
    }
    std::int64_t most = 1;
    for (const Bar& bar : bars) {
        most = std::max(most, bar.value);
    }
    out += "<svg role=\"img\" viewBox=\"0 0 720 " + std::to_string(bars.size() * pitch) + "\">\n";
    int top = 0;
    for (const Bar& bar : bars) {
        const auto length = static_cast<int>(static_cast<double>(bar.value) / static_cast<double>(most) * barWidth);
        const std::string line = std::to_string(top + 15);
        element(out, "text", bar.label, " x=\"0\" y=\"" + line + "\" font-size=\"13\"");
        out += "<rect x=\"" + std::to_string(labelWidth) + "\" y=\"" + std::to_string(top + 3) + "\" width=\""
               + std::to_string(length) + "\" height=\"15\" fill=\"#21669e\"/>\n";
        element(
            out,
            "text",
            std::to_string(bar.value),
            " x=\"" + std::to_string(labelWidth + length + 6) + "\" y=\"" + line + "\" font-size=\"13\""
        );
        top += pitch;
    }
    out += "</svg>\n";
}

std::string attributesOf(const Column& column) {
    return column.kind == Kind::number || column.kind == Kind::money ? " class=\"number\" dir=\"ltr\""
                                                                     : " dir=\"auto\"";
}

std::string_view classOf(Emphasis emphasis) {
    switch (emphasis) {
    case Emphasis::heading:
        return " class=\"heading\"";
    case Emphasis::subtotal:
        return " class=\"subtotal\"";
    case Emphasis::total:
        return " class=\"total\"";
    default:
        return "";
    }
}

void row(std::string& out, const Row& row, const std::vector<Column>& columns) {
    const std::size_t indented = indentedColumn(columns);
    out.append("<tr").append(classOf(row.emphasis)).append(">");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string attributes = attributesOf(columns[i]);
        const std::string_view text = i < row.cells.size() ? std::get<std::string>(row.cells[i]) : std::string_view();
        if (i == indented && row.level > 0) {
            attributes += " style=\"padding-inline-start: " + std::to_string(row.level + 1) + "rem\"";
        }
        element(out, "td", text, attributes);
    }
    out += "</tr>\n";
}

void table(std::string& out, const Table& table) {
    out += "<table style=\"width: " + std::to_string(table.width) + "%\">";
    if (std::ranges::any_of(table.columns, [](const Column& column) { return !column.title.empty(); })) {
        out += "<thead><tr>\n";
        for (const Column& column : table.columns) {
            element(out, "th", column.title, attributesOf(column));
        }
        out += "</tr></thead>";
    }
    out += "<tbody>\n";
    for (const Row& each : table.rows) {
        row(out, each, table.columns);
    }
    out += "</tbody></table>\n";
}

} // namespace

std::string htmlOf(const Report& report) {
    std::string out = "<!doctype html>\n<html lang=\"";
    escape(out, report.language);
    out.append(report.language == "ar" ? "\" dir=\"rtl\">\n<head>" : "\">\n<head>").append(head);
    element(out, "title", report.title);
    out += "</head>\n<body>\n";
    elementUnlessEmpty(out, "p", report.issuer, " class=\"issuer\" dir=\"auto\"");
    element(out, "h1", report.title, " dir=\"auto\"");
    elementUnlessEmpty(out, "p", report.subtitle, " class=\"subtitle\" dir=\"auto\"");
    for (const Section& section : report.sections) {
        elementUnlessEmpty(out, "h2", section.heading, " dir=\"auto\"");
        blocks(out, section.blocks);
        facts(out, section.facts);
        for (const std::string& text : section.texts) {
            element(out, "p", text, " dir=\"auto\"");
        }
        chart(out, section.chart);
        if (section.table) {
            table(out, *section.table);
        }
    }
    out += "</body>\n</html>\n";
    return out;
}

} // namespace documents
