#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What a report says, whatever it is printed as. Texts are plain texts, whoever wrote them: they are never markup, and
/// never a formula of a spreadsheet.
namespace documents {

/// What stands in a column.
enum class Kind {
    text,
    number, ///< Figures as they are: quantities, rates, counts
    money,  ///< Figures of one currency; a zero is printed as a dash, but in totals
    date
};

struct Column {
    std::string name;  ///< Its header in CSV, for programs: "opening_debit"; empty: the title
    std::string title; ///< For people, in the report's language
    Kind kind = Kind::text;
    int share = 1; ///< Of the width that columns of texts have on paper; others are as wide as their figures
    bool isForPrograms = false; ///< CSV alone has it: an id, say
};

/// Nothing, a text, a figure or a day. In a column of figures or days a text stands as it is.
using Cell = std::variant<std::monostate, std::string, tenon::Decimal, tenon::Date>;

/// The place of the column in which levels show: the first of those texts with the greatest share.
[[nodiscard]] inline std::size_t indentedColumn(const std::vector<Column>& columns) {
    const auto shareOf = [](const Column& column) { return column.kind == Kind::text ? column.share : 0; };
    return static_cast<std::size_t>(std::ranges::max_element(columns, {}, shareOf) - columns.begin());
}

enum class Emphasis {
    none,
    heading,  ///< Begins a group of rows
    subtotal, ///< Ends one
    total
};

struct Row {
    std::vector<Cell> cells; ///< In the order of the columns; what is missing is empty
    int level = 0;           ///< How far the text of `indentedColumn` is indented: 0, 1, 2 …
    Emphasis emphasis = Emphasis::none;
};

struct Table {
    std::vector<Column> columns; ///< Without any title, no header is printed
    std::vector<Row> rows;
    int width = 100; ///< Percent of the page; a narrower table stands where lines end, as the sums of an invoice do
};

/// A bar of a chart.
struct Bar {
    std::string label;
    std::int64_t value = 0; ///< Not negative
};

/// Lines under a small heading, such as an address. Those of a section stand side by side.
struct Block {
    std::string heading;
    std::vector<std::string> lines;
};

/// What is said about a report as a whole: "Currency", "IDR".
struct Fact {
    std::string name;
    std::string value;
};

struct Section {
    std::string heading = {};
    std::vector<Block> blocks = {};
    std::vector<Fact> facts = {};
    std::vector<std::string> texts = {};
    std::vector<Bar> chart = {};
    std::optional<Table> table = {};
};

struct Report {
    std::string issuer = {}; ///< Whose report it is; stands above the title and at the foot of each page
    std::string title = {};
    std::string subtitle = {};
    std::string language = "en"; ///< "ar" sets everything from right to left; figures are grouped as it does
    std::vector<Section> sections = {};
};

/// A figure as it is written ("-12.50" has two decimals); what is none stays a text.
[[nodiscard]] inline Cell figure(std::string_view text) {
    const auto point = text.find('.');
    const std::size_t decimals = point == std::string_view::npos ? 0 : text.size() - point - 1;
    const auto value = tenon::Decimal::parse(text, static_cast<int>(decimals < 19 ? decimals : 18));
    return value ? Cell(*value) : Cell(std::string(text));
}

[[nodiscard]] inline Cell figure(std::int64_t number) { return tenon::Decimal(number, 0); }

/// A day as it is written ("2026-06-15"); what is none stays a text.
[[nodiscard]] inline Cell day(std::string_view text) {
    const auto value = tenon::Date::parse(text);
    return value ? Cell(*value) : Cell(std::string(text));
}

/// A number, day or code within a sentence, which keeps its order whatever runs from right to left around it.
[[nodiscard]] inline std::string leftToRight(std::string_view text) {
    return "\xE2\x81\xA6" + std::string(text) + "\xE2\x81\xA9"; // isolated (Unicode Standard Annex 9, section 2.4)
}

} // namespace documents
