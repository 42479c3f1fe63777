/// A watch list of the institution's own: a table whose first row names its columns in plain words, of which
/// "reference" and "name" must be there: reference, name, type, aliases, weak_aliases, birth_dates, birth_places,
/// nationalities, nik, passports, addresses, phones, description. Several values in a cell stand between semicolons.

#include "extraction/fields/listed_values.h"
#include "extraction/layout_list.h"
#include "extraction/record_builder.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::lists {

namespace {

constexpr std::string_view columns[] = {
    "reference",
    "name",
    "type",
    "aliases",
    "weak_aliases",
    "birth_dates",
    "birth_places",
    "nationalities",
    "nik",
    "passports",
    "addresses",
    "phones",
    "description"};

std::string headerAt(const tables::Row& row, std::size_t column) {
    return text::lower(text::oneLine(row.cells[column].text));
}

bool names(const tables::Row& row, std::string_view column) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (headerAt(row, i) == column) {
            return true;
        }
    }
    return false;
}

/// The police write all names of a subject into one cell, with a word between them.
bool joinsNamesByAWord(const Sample& sample) {
    return std::ranges::any_of(sample.rows, [](const tables::Row& row) {
        return std::ranges::any_of(row.cells, [](const tables::Cell& cell) {
            return text::lower(cell.text).find(" alias ") != std::string::npos;
        });
    });
}

bool recognises(const Sample& sample) {
    if (sample.rows.empty() || !names(sample.rows.front(), "reference") || !names(sample.rows.front(), "name")) {
        return false;
    }
    const tables::Row& header = sample.rows.front();
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const std::string name = headerAt(header, i);
        if (!name.empty() && std::ranges::find(columns, std::string_view(name)) == std::end(columns)) {
            return false;
        }
    }
    return !joinsNamesByAWord(sample);
}

ListName listOf(const Sample&) { return {"own:general", "Own watch list"}; }

/// The rows below the header; each is a record.
class OwnList : public TableList {
public:
    explicit OwnList(Listener& listener) : _listener(listener) {}

    void sheet(const tables::Sheet& sheet) override {
        _sheet = sheet.name;
        text::makePlain(_sheet);
        _headers.clear();
    }

    void row(tables::Row&& row) override {
        std::ranges::for_each(row.cells, &text::makePlain, &tables::Cell::text);
        ++_summary.rows;
        const bool isBlank =
            std::ranges::all_of(row.cells, [](const tables::Cell& cell) { return text::trim(cell.text).empty(); });
        if (isBlank || _headers.empty()) {
            skip(row, isBlank ? layout::RowKind::blank : layout::RowKind::header);
            return;
        }
        const Record record = recordOfRow(row);
        ++_summary.records;
        ++_summary.recordRows;
        _summary.withIssues += record.issues.empty() ? 0 : 1;
        _listener.record(record, 1, _sheet);
    }

    Summary finish() override { return _summary; }

private:
    void skip(const tables::Row& row, layout::RowKind kind) {
        if (kind == layout::RowKind::header) {
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                _headers.push_back(headerAt(row, i));
            }
        }
        ++_summary.skipped;
        _listener.skipped({.row = row.number, .rows = 1, .kind = kind, .text = {}}, _sheet);
    }

    Record recordOfRow(const tables::Row& row) const {
        Record record;
        record.sourceRow = row.number;
        for (std::size_t i = 0; i < std::min(row.cells.size(), _headers.size()); ++i) {
            const std::string text = text::oneLine(row.cells[i].text);
            record.original.emplace_back(_headers[i], row.cells[i].text);
            if (!text::isAbsent(text)) {
                addCell(record, _headers[i], text);
            }
        }
        noteMissingName(record);
        return record;
    }

    static void addCell(Record& record, std::string_view column, const std::string& text) {
        if (column == "reference") {
            record.kodeDensus = text;
        } else if (column == "name") {
            record.name = text;
        } else if (column == "description") {
            record.description = text;
        } else if (column == "type") {
            addType(record, text);
        } else {
            for (const std::string_view item : text::split(text, ';')) {
                addItem(record, column, text::oneLine(item));
            }
        }
    }

    static void addType(Record& record, const std::string& text) {
        const std::string type = text::lower(text);
        if (type == "entity") {
            record.type = SubjectType::entity;
        } else if (type != "person") {
            record.issues.push_back({"type", "type.unknown", "The type is neither person nor entity.", text});
        }
    }

    static void addItem(Record& record, std::string_view column, std::string item) {
        if (text::isAbsent(item)) {
            return;
        }
        if (column == "birth_dates") {
            fields::addBirthDates(record, item);
        } else if (column == "nationalities") {
            fields::addNationality(record, item);
        } else if (std::vector<std::string>* list = listOf(record, column)) {
            text::addUnique(*list, std::move(item));
        }
    }

    static std::vector<std::string>* listOf(Record& record, std::string_view column) {
        return column == "aliases"        ? &record.aliases
               : column == "weak_aliases" ? &record.weakAliases
               : column == "birth_places" ? &record.birthPlaces
               : column == "nik"          ? &record.nik
               : column == "passports"    ? &record.passports
               : column == "addresses"    ? &record.addresses
               : column == "phones"       ? &record.phones
                                          : nullptr;
    }

    Listener& _listener;
    std::string _sheet;
    std::vector<std::string> _headers;
    Summary _summary;
};

std::unique_ptr<TableList> read(const Sample&, Listener& listener) { return std::make_unique<OwnList>(listener); }

} // namespace

const ListFormat& own_list() {
    static constexpr ListFormat format{
        .id = 6,
        .name = "own-list",
        .version = "1.0",
        .title = "Own watch list: a table with the columns reference, name, type, aliases, birth_dates, …",
        .formats = "xlsx xls csv",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &listOf,
        .readTable = &read,
        .readDocument = nullptr,
    };
    return format;
}

} // namespace dttot::lists
