#include "row_cells.h"

#include "extraction/fields/country_names.h"
#include "extraction/text.h"
#include "normal_form.h"

#include <tenon/error.h>

#include <algorithm>
#include <map>

namespace dttot {

namespace {

using layout::Column;

constexpr std::size_t mostMembers = 64;
constexpr std::size_t mostValues = 100;
constexpr std::size_t longestText = 20'000; // bytes; the longest cell of a real list has some 2,000
constexpr std::size_t longestName = 100;

/// Members of the body that say which row is meant, not what is in it, and members of a row that nobody can set.
constexpr std::string_view notContent[] = {
    "id",
    "data_id",
    "document_id",
    "origin_document_id",
    "list",
    "source",
    "source_row",
    "sheet",
    "page",
    "element",
    "issues",
    "original",
    "version",
    "score",
    "created_at",
    "updated_at",
    "birth_dates_from_description",
};

/// Names of members that headers of the official list do not have.
constexpr std::pair<std::string_view, Column> ownNames[] = {
    {"kode_densus", Column::code},
    {"birth_places", Column::birthPlace},
    {"birth_dates", Column::birthDate},
    {"nationalities", Column::nationality},
    {"addresses", Column::address},
    {"passports", Column::passport},
    {"phones", Column::phone},
    {"aliases", Column::alias},
};

Column columnFor(std::string_view member) {
    const auto* own = std::ranges::find(ownNames, member, &std::pair<std::string_view, Column>::first);
    return own == std::end(ownNames) ? layout::columnOf(member) : own->second;
}

std::string textOf(const std::string& member, const tenon::Json& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_number() || value.is_bool()) {
        return boost::json::serialize(value);
    }
    if (!value.is_string()) {
        throw tenon::Invalid(member, "Must be a text, a number or a list of them.");
    }
    const std::string_view text = tenon::textOf(value.get_string());
    if (text.size() > longestText) {
        throw tenon::Invalid(member, "Is too long.");
    }
    const auto isControl = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
    };
    if (std::ranges::any_of(text, isControl)) {
        throw tenon::Invalid(member, "Must not have control characters.");
    }
    return std::string(text);
}

std::vector<std::string> textsOf(const std::string& member, const tenon::Json& value) {
    if (!value.is_array()) {
        return {textOf(member, value)};
    }
    if (value.get_array().size() > mostValues) {
        throw tenon::Invalid(member, "Has too many values.");
    }
    std::vector<std::string> texts;
    for (const tenon::Json& item : value.get_array()) {
        texts.push_back(textOf(member, item));
    }
    return texts;
}

void addCell(RowCells& cells, Column column, std::string text) {
    if (column == Column::birthDate && isListDate(text)) {
        cells.exact.emplace_back(column, std::move(text));
        return;
    }
    const std::string code = column == Column::nationality ? countryCode(text) : std::string();
    // "RI" and the like are names of countries, no codes.
    if (!code.empty() && !fields::countryOf(text::lower(text))) {
        cells.exact.emplace_back(column, code);
        return;
    }
    cells.raw.parts.push_back({column, std::move(text)});
}

} // namespace

RowCells cellsOf(const tenon::JsonObject& input) {
    if (input.size() > mostMembers) {
        throw tenon::Invalid("The row has too many members.");
    }
    RowCells cells;
    std::map<Column, std::vector<std::string>> seen;
    for (const auto& [key, value] : input) {
        const std::string member(key);
        if (member.size() > longestName) {
            throw tenon::Invalid("The name of a member is too long.");
        }
        if (std::ranges::find(notContent, std::string_view(member)) != std::end(notContent)) {
            continue;
        }
        const Column column = columnFor(member);
        std::string joined;
        for (std::string& text : textsOf(member, value)) {
            joined.append(joined.empty() ? "" : "; ").append(text);
            // "name" and "nama" of the same text are one cell.
            auto& texts = seen[column];
            if (!text.empty() && (column == Column::unknown || std::ranges::find(texts, text) == texts.end())) {
                texts.push_back(text);
                addCell(cells, column, std::move(text));
            }
        }
        cells.columns.insert(column);
        cells.raw.original.emplace_back(member, std::move(joined));
    }
    return cells;
}

std::vector<std::string_view> membersOf(Column column) {
    switch (column) {
    case Column::name:
        return {"name"};
    case Column::alias:
        return {"aliases"};
    case Column::type:
        return {"type"};
    case Column::code:
        return {"kode_densus"};
    case Column::birthPlace:
        return {"birth_places"};
    case Column::birthDate:
        return {"birth_dates"};
    case Column::birthPlaceAndDate:
        return {"birth_places", "birth_dates"};
    case Column::nationality:
        return {"nationalities"};
    case Column::address:
        return {"addresses"};
    case Column::nik:
        return {"nik", "nik_malformed"};
    case Column::kk:
        return {"kk"};
    case Column::passport:
        return {"passports"};
    case Column::npwp:
        return {"npwp"};
    case Column::phone:
        return {"phones"};
    case Column::description:
        return {"description"};
    default:
        return {};
    }
}

} // namespace dttot
