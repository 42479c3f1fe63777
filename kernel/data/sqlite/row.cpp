#include <kernel/data/sql/number_text.h>
#include <kernel/data/sqlite/row.h>

#include <sqlite3.h>

#include <cmath>
#include <strings.h>

namespace tenon::data::sqlite {

namespace {

int at(std::size_t column) { return static_cast<int>(column); }

std::string_view viewOf(const void* data, int size) {
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

} // namespace

SqliteRow::SqliteRow(sqlite3_stmt* statement)
    : _statement(statement), _size(static_cast<std::size_t>(sqlite3_column_count(statement))) {}

std::size_t SqliteRow::size() const { return _size; }

std::string_view SqliteRow::name(std::size_t column) const {
    const char* name = column < _size ? sqlite3_column_name(_statement, at(column)) : nullptr;
    return name == nullptr ? std::string_view() : name;
}

bool SqliteRow::isNull(std::size_t column) const { return typeOf(column) == SQLITE_NULL; }

std::int64_t SqliteRow::integer(std::size_t column) const {
    switch (typeOf(column)) {
    case SQLITE_INTEGER:
        return sqlite3_column_int64(_statement, at(column));
    case SQLITE_FLOAT: {
        const double value = sqlite3_column_double(_statement, at(column));
        if (std::nearbyint(value) == value && std::abs(value) < 0x1p63) {
            return static_cast<std::int64_t>(value);
        }
        break;
    }
    case SQLITE_TEXT:
        if (const auto value = wholeNumber(rawText(column))) {
            return *value;
        }
        break;
    default:
        break;
    }
    refuse(column, "a whole number");
}

double SqliteRow::real(std::size_t column) const {
    switch (typeOf(column)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        return sqlite3_column_double(_statement, at(column));
    case SQLITE_TEXT:
        if (const auto value = realNumber(rawText(column))) {
            return *value;
        }
        break;
    default:
        break;
    }
    refuse(column, "a number");
}

bool SqliteRow::boolean(std::size_t column) const {
    switch (typeOf(column)) {
    case SQLITE_INTEGER:
        return sqlite3_column_int64(_statement, at(column)) != 0;
    case SQLITE_TEXT:
        if (const auto value = truth(rawText(column))) {
            return *value;
        }
        break;
    default:
        break;
    }
    refuse(column, "true or false");
}

std::string_view SqliteRow::text(std::size_t column) const {
    const int type = typeOf(column);
    if (type == SQLITE_NULL || type == SQLITE_BLOB) {
        refuse(column, "a text");
    }
    const std::string_view stored = rawText(column);
    // What the layer stores has 27 characters already; CURRENT_TIMESTAMP and foreign data have fewer. Asking for the
    // declared type costs most, and is for the few texts that look like it.
    if (type != SQLITE_TEXT || stored.size() == std::tuple_size_v<TimestampText> || !startsWithDateAndTime(stored)
        || !isTimestamp(column)) {
        return stored;
    }
    _timestamps.resize(_size);
    return normalisedTimestamp(stored, _timestamps[column]);
}

std::string SqliteRow::blob(std::size_t column) const {
    if (isNull(column)) {
        refuse(column, "bytes");
    }
    const void* data = sqlite3_column_blob(_statement, at(column));
    return std::string(viewOf(data, sqlite3_column_bytes(_statement, at(column))));
}

int SqliteRow::typeOf(std::size_t column) const {
    if (column >= _size) {
        refuse(column, "anything: the row has fewer columns");
    }
    return sqlite3_column_type(_statement, at(column));
}

std::string_view SqliteRow::rawText(std::size_t column) const {
    const void* data = sqlite3_column_text(_statement, at(column));
    return viewOf(data, sqlite3_column_bytes(_statement, at(column)));
}

bool SqliteRow::isTimestamp(std::size_t column) const {
    const char* declared = sqlite3_column_decltype(_statement, at(column));
    return declared != nullptr && strcasecmp(declared, "TIMESTAMP") == 0;
}

} // namespace tenon::data::sqlite
