#include "imports/prepared_file.h"

#include <tenon/error.h>

#include <algorithm>

namespace documents {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::Message;

/// How many rows may stand above the header: titles, the name of the company.
constexpr std::size_t mostRowsAbove = 20;

bool isRequired(const tenon::Field& field) { return tenon::flagAt(field.description(), "required"); }

bool hasFault(const PreparedRow& row, std::string_view field) {
    return std::ranges::find(row.faults, field, &Fault::field) != row.faults.end();
}

} // namespace

PreparedFile::PreparedFile(
    const Import& import,
    const ColumnNames& names,
    const tenon::Form& form,
    std::vector<SheetRow> rows,
    const Notation& notation
)
    : _import(import), _form(form) {
    findHeader(rows, names);
    checkHeader();
    for (SheetRow& row : rows) {
        if (row.number > _header.row) {
            prepare(std::move(row), notation);
        }
    }
    if (_rows.empty()) {
        throw tenon::Error(422, "documents.import.no_rows", "There are no rows below the header.");
    }
}

/// The row of the beginning that names most columns.
void PreparedFile::findHeader(std::vector<SheetRow>& rows, const ColumnNames& names) {
    for (std::size_t i = 0; i < std::min(rows.size(), mostRowsAbove + 1); ++i) {
        if (Header header = headerOf(rows[i], names); header.known > _header.known) {
            _header = std::move(header);
        }
    }
    if (_header.known == 0) {
        throw tenon::Error(
            422, "documents.import.no_header", "No row names columns that are known here; the template has their names."
        );
    }
}

void PreparedFile::checkHeader() {
    for (std::size_t i = 0; i < _import.columns.size(); ++i) {
        const tenon::Field& field = _import.columns[i].field;
        const auto times = std::ranges::count(_header.columns, std::optional(i));
        if (times > 1) {
            _faults.push_back(
                {_header.row, std::string(field.name()), "COLUMN_TWICE", "The file has this column more than once."}
            );
        } else if (times == 0 && isRequired(field)) {
            _faults.push_back({_header.row, std::string(field.name()), "COLUMN_MISSING", "The file lacks this column."}
            );
        }
    }
}

std::optional<std::size_t> PreparedFile::placeOf(std::string_view field) const {
    for (std::size_t i = 0; i < _import.columns.size(); ++i) {
        if (_import.columns[i].field.name() == field) {
            return _header.placeOf(i);
        }
    }
    return std::nullopt;
}

bool PreparedFile::isMissing(std::string_view field) const { return !placeOf(field); }

void PreparedFile::prepare(SheetRow&& sheetRow, const Notation& notation) {
    PreparedRow row{
        .number = sheetRow.number, .values = {}, .faults = {}, .isComplete = true, .cells = std::move(sheetRow.cells)};
    const bool isBlank = std::ranges::none_of(_header.columns, [&](const auto& column) {
        const auto place = static_cast<std::size_t>(&column - _header.columns.data());
        return column && place < row.cells.size() && row.cells[place].kind != SheetCell::Kind::Blank;
    });
    if (isBlank) {
        return;
    }
    readCells(row, notation);
    checkValues(row);
    checkKey(row);
    _rows.push_back(std::move(row));
}

void PreparedFile::readCells(PreparedRow& row, const Notation& notation) const {
    for (std::size_t place = 0; place < std::min(row.cells.size(), _header.columns.size()); ++place) {
        if (!_header.columns[place] || row.cells[place].kind == SheetCell::Kind::Blank) {
            continue;
        }
        const ImportColumn& column = _import.columns[*_header.columns[place]];
        const std::string name(column.field.name());
        auto value = valueOf(row.cells[place], column, notation);
        if (auto* fault = std::get_if<Message>(&value)) {
            row.faults.push_back({row.number, name, "VALIDATION", std::move(*fault)});
        } else {
            row.values[name] = std::move(std::get<Json>(value));
        }
    }
}

/// Every fault of every cell; of a row that has some, the cells that are right are kept all the same.
void PreparedFile::checkValues(PreparedRow& row) const {
    try {
        static_cast<void>(_form.accepted(row.values));
    } catch (const tenon::Invalid& invalid) {
        for (const tenon::FieldError& fault : invalid.fields()) {
            const bool isTold =
                hasFault(row, fault.field) || (isMissing(fault.field) && !row.values.contains(fault.field));
            if (!isTold) {
                row.faults.push_back({row.number, fault.field, "VALIDATION", fault.message});
            }
            row.values.erase(fault.field);
        }
    }
    for (const ImportColumn& column : _import.columns) {
        row.isComplete = row.isComplete && (!isRequired(column.field) || row.values.contains(column.field.name()));
    }
    row.values = _form.accepted(row.values, tenon::Stated::Partly);
}

/// Two rows that mean the same record would be stored one over the other.
void PreparedFile::checkKey(PreparedRow& row) {
    std::string key;
    for (const std::string& field : _import.key) {
        const Json* value = row.values.if_contains(field);
        if (value == nullptr) {
            return;
        }
        key += boost::json::serialize(*value) + '\n';
    }
    if (key.empty()) {
        return;
    }
    const auto [first, isNew] = _keys.try_emplace(std::move(key), row.number);
    if (!isNew) {
        row.faults.push_back(
            {row.number,
             _import.key.front(),
             "DUPLICATE_IN_FILE",
             Message("Is the same as in row {row}.", {{"row", first->second}})}
        );
    }
}

} // namespace documents
