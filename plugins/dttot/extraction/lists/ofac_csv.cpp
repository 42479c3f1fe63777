/// The lists of the US Office of Foreign Assets Control in delimited form: sdn.csv alone, or an archive with sdn.csv,
/// alt.csv, add.csv and sdn_comments.csv; likewise cons_prim.csv, cons_alt.csv, cons_add.csv and cons_comments.csv. The
/// files have no header; "-0-" is nothing.

#include "extraction/failure.h"
#include "extraction/fields/listed_values.h"
#include "extraction/fields/ofac_list.h"
#include "extraction/list_format.h"
#include "extraction/text.h"
#include "tables/csv_reader.h"
#include "tables/limits.h"
#include "tables/time_allowance.h"
#include "tables/zip_archive.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace dttot::lists {

namespace {

constexpr std::size_t columns = 12;
constexpr std::uint64_t recordsPerProgress = 1000;

std::string cellOf(const tables::Row& row, std::size_t column) {
    std::string text = column < row.cells.size() ? text::oneLine(row.cells[column].text) : std::string();
    return text == "-0-" ? std::string() : text;
}

bool isNumber(std::string_view text) { return !text.empty() && std::ranges::all_of(text, text::isDigit); }

bool isPrimary(const tables::Row& row) {
    constexpr std::string_view types[] = {"individual", "vessel", "aircraft", ""};
    return row.cells.size() == columns && isNumber(cellOf(row, 0))
           && std::ranges::find(types, text::lower(cellOf(row, 2))) != std::end(types)
           && std::ranges::any_of(row.cells, [](const tables::Cell& cell) { return text::trim(cell.text) == "-0-"; });
}

bool endsWith(std::string_view name, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return text::lower(name).ends_with(end); });
}

bool isPrimaryFile(std::string_view name) { return endsWith(name, {"sdn.csv", "cons_prim.csv"}); }

bool recognises(const Sample& sample) {
    return sample.format == tables::Format::zip ? std::ranges::any_of(sample.entries, isPrimaryFile)
                                                : !sample.rows.empty() && isPrimary(sample.rows.front());
}

/// What the other files say of a subject.
struct Additions {
    std::vector<std::string> aliases;
    std::vector<std::string> addresses;
    std::string remarks;
};

using AdditionsBySubject = std::map<std::string, Additions, std::less<>>;

Record recordOf(const tables::Row& row, const Additions& more) {
    const std::string type = text::lower(cellOf(row, 2));
    Record record;
    record.kodeDensus = cellOf(row, 0);
    record.type = type == "individual" ? SubjectType::person : SubjectType::entity;
    record.name = record.type == SubjectType::person ? fields::spokenName(cellOf(row, 1)) : cellOf(row, 1);
    record.element = "ent_num " + record.kodeDensus;
    record.sourceRow = row.number;
    for (const std::string& alias : more.aliases) {
        const bool isPerson = record.type == SubjectType::person;
        text::addUnique(record.aliases, isPerson ? fields::spokenName(alias) : alias);
    }
    record.addresses = more.addresses;
    const std::string programs = cellOf(row, 3);
    for (const std::string_view program : text::split(programs, ']')) {
        text::addUnique(record.programs, text::oneLine(text::strip(program, "[];")));
    }
    if (type == "vessel" || type == "aircraft") {
        fields::addRemark(record, "Kind", type);
        fields::addRemark(record, "Call sign", cellOf(row, 5));
        fields::addRemark(record, "Vessel type", cellOf(row, 6));
        fields::addRemark(record, "Tonnage", cellOf(row, 7));
        fields::addRemark(record, "Gross tonnage", cellOf(row, 8));
        fields::addRemark(record, "Flag", cellOf(row, 9));
        fields::addRemark(record, "Owner", cellOf(row, 10));
    }
    fields::addRemark(record, "Title", cellOf(row, 4));
    fields::addOfacRemarks(record, cellOf(row, 11) + more.remarks);
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns); ++i) {
        static constexpr std::string_view names[columns] = {
            "ent_num",
            "SDN_Name",
            "SDN_Type",
            "Program",
            "Title",
            "Call_Sign",
            "Vess_type",
            "Tonnage",
            "GRT",
            "Vess_flag",
            "Vess_owner",
            "Remarks"};
        record.original.emplace_back(names[i], row.cells[i].text);
    }
    noteMissingName(record);
    return record;
}

/// The primary file, whose rows are the records.
class Primary : public TableList {
public:
    Primary(AdditionsBySubject additions, Listener& listener) : _additions(std::move(additions)), _listener(listener) {}

    void sheet(const tables::Sheet&) override {}

    void row(tables::Row&& row) override {
        static const Additions nothing;
        std::ranges::for_each(row.cells, &text::makePlain, &tables::Cell::text);
        ++_summary.rows;
        if (!isNumber(cellOf(row, 0))) {
            ++_summary.skipped;
            // The mark at the end of the file (0x1A) is no record.
            _listener.skipped({.row = row.number, .rows = 1, .kind = layout::RowKind::blank, .text = {}}, {});
            return;
        }
        const auto more = _additions.find(cellOf(row, 0));
        const Record record = recordOf(row, more == _additions.end() ? nothing : more->second);
        ++_summary.records;
        ++_summary.recordRows;
        _summary.withIssues += record.issues.empty() ? 0 : 1;
        _listener.record(record, 1, {});
        if (_summary.rows % recordsPerProgress == 0) {
            _listener.progress(_summary.rows, std::nullopt);
        }
    }

    Summary finish() override { return _summary; }

private:
    AdditionsBySubject _additions;
    Listener& _listener;
    Summary _summary;
};

/// Passes each row of a file on.
class EachRow : public tables::RowSink {
public:
    explicit EachRow(std::function<void(tables::Row&&)> take) : _take(std::move(take)) {}

    void sheet(const tables::Sheet&) override {}

    void row(tables::Row&& row) override {
        tables::grantTime(tables::timePerRow);
        std::ranges::for_each(row.cells, &text::makePlain, &tables::Cell::text);
        _take(std::move(row));
    }

private:
    std::function<void(tables::Row&&)> _take;
};

void readEntry(const tables::ZipArchive& archive, const std::string& name, std::function<void(tables::Row&&)> take) {
    if (archive.sizeOf(name) > tables::maxDocumentBytes) {
        throw Failure("dttot.file.too_large", "A file in the archive is larger than 64 MiB.");
    }
    std::string bytes;
    archive.read(name, [&](std::string_view piece) { bytes += piece; });
    EachRow rows(std::move(take));
    tables::readDelimited(bytes, ',', rows);
}

void addAddition(AdditionsBySubject& additions, std::string_view file, const tables::Row& row) {
    Additions& of = additions[cellOf(row, 0)];
    if (endsWith(file, {"alt.csv"})) {
        text::addUnique(of.aliases, cellOf(row, 3));
    } else if (endsWith(file, {"add.csv"})) {
        text::addUnique(of.addresses, fields::joinedBy(", ", {cellOf(row, 2), cellOf(row, 3), cellOf(row, 4)}));
    } else {
        of.remarks += " " + cellOf(row, 1);
    }
}

std::unique_ptr<TableList> readTable(const Sample&, Listener& listener) {
    return std::make_unique<Primary>(AdditionsBySubject(), listener);
}

Summary readArchive(const Source& source, Listener& listener) {
    const tables::ZipArchive archive(source.bytes);
    AdditionsBySubject additions;
    std::string primary;
    for (const std::string& name : archive.names()) {
        if (isPrimaryFile(name)) {
            primary = name;
        } else if (endsWith(name, {"alt.csv", "add.csv", "comments.csv"})) {
            readEntry(archive, name, [&](tables::Row&& row) { addAddition(additions, name, row); });
        }
    }
    if (primary.empty()) {
        throw Failure("dttot.list.unknown", "The archive holds neither sdn.csv nor cons_prim.csv.");
    }
    Primary list(std::move(additions), listener);
    readEntry(archive, primary, [&](tables::Row&& row) { list.row(std::move(row)); });
    return list.finish();
}

} // namespace

const ListFormat& ofac_csv() {
    static constexpr ListFormat format{
        .id = 5,
        .name = "ofac-csv",
        .version = "1.1",
        .title =
            "OFAC's lists in delimited form: sdn.csv or cons_prim.csv, alone or in an archive with its other files",
        .formats = "csv zip",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &fields::ofacListOf,
        .readTable = &readTable,
        .readDocument = &readArchive,
    };
    return format;
}

} // namespace dttot::lists
