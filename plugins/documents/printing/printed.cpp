#include "printing/printed.h"

#include "printing/plain_text.h"

#include <tenon/arithmetic.h>

#include <algorithm>
#include <iterator>

namespace documents {

namespace {

/// How figures are grouped.
struct Grouping {
    char separator = ',';
    char point = '.';
    std::size_t above = 3; ///< Digits in each group after the last three
};

Grouping groupingOf(std::string_view language) {
    if (language == "id") {
        return {'.', ',', 3};
    }
    return {',', '.', language == "bn" ? std::size_t{2} : std::size_t{3}};
}

std::string grouped(std::string_view digits, const Grouping& grouping) {
    std::string text;
    std::size_t left = 3;
    for (std::size_t i = digits.size(); i > 0; --i) {
        if (left == 0) {
            text += grouping.separator;
            left = grouping.above;
        }
        text += digits[i - 1];
        --left;
    }
    return {text.rbegin(), text.rend()};
}

std::string cellText(const Cell& cell, const Row& row, const Column& column, std::string_view language) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return readable(*text);
    }
    if (const auto* date = std::get_if<tenon::Date>(&cell)) {
        return date->text();
    }
    if (const auto* figure = std::get_if<tenon::Decimal>(&cell)) {
        const bool isSum = row.emphasis == Emphasis::subtotal || row.emphasis == Emphasis::total;
        const bool isDash = column.kind == Kind::money && !isSum && tenon::isZero(*figure);
        return isDash ? "–" : figureText(*figure, language);
    }
    return {};
}

Table printed(const Table& table, std::string_view language) {
    Table texts{.columns = table.columns, .rows = {}, .width = table.width};
    for (Column& column : texts.columns) {
        column.title = readable(column.title);
    }
    for (const Row& row : table.rows) {
        Row& shown = texts.rows.emplace_back();
        shown.level = row.level;
        shown.emphasis = row.emphasis;
        for (std::size_t i = 0; i < std::min(row.cells.size(), table.columns.size()); ++i) {
            shown.cells.emplace_back(cellText(row.cells[i], row, table.columns[i], language));
        }
    }
    return texts;
}

Section printed(const Section& section, std::string_view language) {
    Section texts;
    texts.heading = readable(section.heading);
    for (const Block& block : section.blocks) {
        Block& shown = texts.blocks.emplace_back();
        shown.heading = readable(block.heading);
        std::ranges::transform(block.lines, std::back_inserter(shown.lines), readable);
    }
    for (const Fact& fact : section.facts) {
        texts.facts.push_back({readable(fact.name), readable(fact.value)});
    }
    std::ranges::transform(section.texts, std::back_inserter(texts.texts), readable);
    for (const Bar& bar : section.chart) {
        texts.chart.push_back({readable(bar.label), std::max(bar.value, std::int64_t{0})});
    }
    if (section.table) {
        texts.table = printed(forPeople(*section.table), language);
    }
    return texts;
}

} // namespace

std::string figureText(tenon::Decimal figure, std::string_view language) {
    const Grouping grouping = groupingOf(language);
    const std::string plain = figure.text();
    std::string_view rest = plain;
    std::string text;
    if (rest.starts_with('-')) {
        text = "-";
        rest.remove_prefix(1);
    }
    const auto point = rest.find('.');
    text += grouped(rest.substr(0, point), grouping);
    if (point != std::string_view::npos) {
        text += grouping.point;
        text += rest.substr(point + 1);
    }
    return text;
}

Table forPeople(const Table& table) {
    Table shown{.columns = {}, .rows = table.rows, .width = table.width};
    for (Row& row : shown.rows) {
        row.cells.resize(table.columns.size());
    }
    for (const Column& column : table.columns) {
        if (!column.isForPrograms) {
            shown.columns.push_back(column);
            continue;
        }
        const auto place = static_cast<std::ptrdiff_t>(shown.columns.size());
        for (Row& row : shown.rows) {
            row.cells.erase(row.cells.begin() + place);
        }
    }
    return shown;
}

Report printed(const Report& report) {
    Report texts;
    texts.issuer = readable(report.issuer);
    texts.title = readable(report.title);
    texts.subtitle = readable(report.subtitle);
    texts.language = readable(report.language);
    for (const Section& section : report.sections) {
        texts.sections.push_back(printed(section, report.language));
    }
    return texts;
}

} // namespace documents
