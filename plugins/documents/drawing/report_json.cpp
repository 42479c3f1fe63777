#include "drawing/report_json.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <iterator>

namespace documents::drawing {

namespace {

namespace json = boost::json;

template <typename Items, typename Convert>
json::array arrayOf(const Items& items, Convert&& convert) {
    json::array array;
    for (const auto& item : items) {
        array.push_back(convert(item));
    }
    return array;
}

template <typename Item, typename Convert>
std::vector<Item> itemsOf(const json::value& array, Convert&& convert) {
    std::vector<Item> items;
    std::ranges::transform(array.as_array(), std::back_inserter(items), convert);
    return items;
}

json::value valueOf(const std::string& text) { return json::value(text); }

std::string textOf(const json::value& value) { return std::string(json::string_view(value.as_string())); }

std::string textAt(const json::value& object, std::string_view key) { return textOf(object.at(key)); }

int numberAt(const json::value& object, std::string_view key) { return object.at(key).to_number<int>(); }

json::value jsonOf(const Column& column) {
    return {{"title", column.title}, {"kind", static_cast<int>(column.kind)}, {"share", column.share}};
}

Column columnOf(const json::value& value) {
    return {{}, textAt(value, "title"), static_cast<Kind>(numberAt(value, "kind")), numberAt(value, "share")};
}

json::value jsonOf(const Row& row) {
    const auto cellJson = [](const Cell& cell) {
        const auto* const text = std::get_if<std::string>(&cell);
        return text != nullptr ? valueOf(*text) : json::value(json::string());
    };
    return {
        {"cells", arrayOf(row.cells, cellJson)},
        {"level", row.level},
        {"emphasis", static_cast<int>(row.emphasis)},
    };
}

Row rowOf(const json::value& value) {
    return {
        itemsOf<Cell>(value.at("cells"), textOf),
        numberAt(value, "level"),
        static_cast<Emphasis>(numberAt(value, "emphasis"))};
}

json::value jsonOf(const Section& section) {
    json::object object{
        {"heading", section.heading},
        {"blocks",
         arrayOf(
             section.blocks,
             [](const Block& block) {
                 return json::value{{"heading", block.heading}, {"lines", arrayOf(block.lines, valueOf)}};
             }
         )},
        {"facts",
         arrayOf(
             section.facts,
             [](const Fact& fact) {
                 return json::value{{"name", fact.name}, {"value", fact.value}};
             }
         )},
        {"texts", arrayOf(section.texts, valueOf)},
        {"chart",
         arrayOf(
             section.chart,
             [](const Bar& bar) {
                 return json::value{{"label", bar.label}, {"value", bar.value}};
             }
         )},
    };
    if (section.table) {
        object["table"] = {
            {"columns", arrayOf(section.table->columns, [](const Column& column) { return jsonOf(column); })},
            {"rows", arrayOf(section.table->rows, [](const Row& row) { return jsonOf(row); })},
            {"width", section.table->width},
        };
    }
    return object;
}

Section sectionOf(const json::value& value) {
    Section section{.heading = textAt(value, "heading")};
    section.blocks = itemsOf<Block>(value.at("blocks"), [](const json::value& block) {
        return Block{textAt(block, "heading"), itemsOf<std::string>(block.at("lines"), textOf)};
    });
    section.facts = itemsOf<Fact>(value.at("facts"), [](const json::value& fact) {
        return Fact{textAt(fact, "name"), textAt(fact, "value")};
    });
    section.texts = itemsOf<std::string>(value.at("texts"), textOf);
    section.chart = itemsOf<Bar>(value.at("chart"), [](const json::value& bar) {
        return Bar{textAt(bar, "label"), bar.at("value").to_number<std::int64_t>()};
    });
    if (const json::value* table = value.as_object().if_contains("table")) {
        section.table = Table{
            itemsOf<Column>(table->at("columns"), columnOf),
            itemsOf<Row>(table->at("rows"), rowOf),
            numberAt(*table, "width")};
    }
    return section;
}

} // namespace

json::object jsonOf(const Report& report) {
    return {
        {"issuer", report.issuer},
        {"title", report.title},
        {"subtitle", report.subtitle},
        {"language", report.language},
        {"sections", arrayOf(report.sections, [](const Section& section) { return jsonOf(section); })},
    };
}

Report reportOf(const json::object& object) {
    const json::value json(object);
    return {
        textAt(json, "issuer"),
        textAt(json, "title"),
        textAt(json, "subtitle"),
        textAt(json, "language"),
        itemsOf<Section>(json.at("sections"), sectionOf)};
}

} // namespace documents::drawing
