#include "imports/cell_value.h"

#include "imports/folded.h"
#include "tables/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace documents {

namespace {

using tenon::Json;
using tenon::Message;
using Value = std::variant<Json, Message>;

constexpr std::array<std::string_view, 10> yes{"true", "yes", "y", "1", "x", "ya", "benar", "نعم", "صح", "✓"};
constexpr std::array<std::string_view, 8> no{"false", "no", "n", "0", "-", "tidak", "لا", "salah"};

/// Numbers of more digits have lost some of them when they were typed into a cell.
constexpr std::size_t surestDigits = 15;

Value textOf(const SheetCell& cell) {
    if (cell.kind == SheetCell::Kind::Number) {
        const auto digits = std::ranges::count_if(cell.text, &tables::text::isDigit);
        if (digits > static_cast<std::ptrdiff_t>(surestDigits)) {
            return Message(
                "Is a number of more than 15 digits, of which spreadsheets lose some; format the cell as text."
            );
        }
        return Json(cell.text);
    }
    // Exports put an apostrophe before what a spreadsheet would take for a formula.
    std::string_view text = tables::text::trim(cell.text);
    const bool isGuarded = text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != text.npos;
    return Json(isGuarded ? text.substr(1) : text);
}

std::variant<std::string, Message> numberOf(const SheetCell& cell, const Notation& notation) {
    if (cell.kind == SheetCell::Kind::Number) {
        if (auto number = cellNumber(cell.text)) {
            return std::move(*number);
        }
        return Message("Must be a number.");
    }
    if (cell.kind == SheetCell::Kind::Day) {
        return Message("Must be a number, and is a date.");
    }
    auto number = readNumber(cell.text, notation.mark);
    if (auto* plain = std::get_if<std::string>(&number)) {
        return std::move(*plain);
    }
    return std::get<NumberFault>(number) == NumberFault::Ambiguous
               ? Message("May be a thousand or a fraction; send decimal_mark to tell which.")
               : Message("Must be a number.");
}

Value integerOf(const SheetCell& cell, const Notation& notation) {
    auto number = numberOf(cell, notation);
    if (auto* fault = std::get_if<Message>(&number)) {
        return std::move(*fault);
    }
    const std::string& text = std::get<std::string>(number);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return Message("Must be a whole number.");
    }
    return Json(value);
}

Value decimalOf(const SheetCell& cell, const Notation& notation) {
    auto number = numberOf(cell, notation);
    if (auto* fault = std::get_if<Message>(&number)) {
        return std::move(*fault);
    }
    return Json(std::get<std::string>(number));
}

Value dayOf(const SheetCell& cell, const Notation& notation) {
    if (cell.kind == SheetCell::Kind::Day) {
        return Json(cell.text);
    }
    if (cell.kind == SheetCell::Kind::Number) {
        return Message("Must be a date, and is a number.");
    }
    auto day = readDay(cell.text, notation.order);
    if (auto* text = std::get_if<std::string>(&day)) {
        return Json(*text);
    }
    return std::get<DayFault>(day) == DayFault::Ambiguous
               ? Message("May be two different days; send day_order to tell which.")
               : Message("Must be a date.");
}

Value flagOf(const SheetCell& cell) {
    const std::string text = tables::text::lower(tables::text::trim(cell.text));
    if (std::ranges::find(yes, text) != yes.end()) {
        return Json(true);
    }
    return std::ranges::find(no, text) != no.end() ? Value(Json(false)) : Message("Must be yes or no.");
}

/// A value of a choice in another language stands for the value; others are left for the field to judge.
Json wordOf(const SheetCell& cell, const ImportColumn& column) {
    const std::string said = folded(cell.text);
    for (const auto& [word, value] : column.words) {
        if (folded(word) == said) {
            return Json(value);
        }
    }
    return Json(tables::text::trim(cell.text));
}

} // namespace

Value valueOf(const SheetCell& cell, const ImportColumn& column, const Notation& notation) {
    if (cell.kind == SheetCell::Kind::Error) {
        return Message("The cell holds the error {error}.", {{"error", cell.text}});
    }
    const std::string_view type = column.field.type();
    if (type == "decimal") {
        return decimalOf(cell, notation);
    }
    if (type == "integer") {
        return integerOf(cell, notation);
    }
    if (type == "date") {
        return dayOf(cell, notation);
    }
    if (type == "boolean") {
        return flagOf(cell);
    }
    return type == "choice" ? Value(wordOf(cell, column)) : textOf(cell);
}

} // namespace documents
