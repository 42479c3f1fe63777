#include <kernel/data/postgres/row.h>
#include <kernel/data/sql/number_text.h>

namespace tenon::data::postgres {

namespace {

// Fixed since PostgreSQL's beginning (pg_type.dat).
constexpr Oid booleanType = 16;
constexpr Oid bytesType = 17;
constexpr Oid timestampType = 1114;
constexpr Oid timestampWithZoneType = 1184;

int at(std::size_t column) { return static_cast<int>(column); }

char nibble(char digit) { return static_cast<char>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

/// The bytes of "\x0aff", the form that bytea_output = hex gives.
std::string bytesOf(std::string_view text) {
    text.remove_prefix(text.starts_with("\\x") ? 2 : 0);
    std::string bytes(text.size() / 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(nibble(text[2 * i]) << 4 | nibble(text[2 * i + 1]));
    }
    return bytes;
}

} // namespace

void PostgresRow::show(const PGresult* result, int row) {
    _result = result;
    _row = row;
    _size = static_cast<std::size_t>(PQnfields(result));
}

std::size_t PostgresRow::size() const { return _size; }

std::string_view PostgresRow::name(std::size_t column) const {
    const char* name = column < _size ? PQfname(_result, at(column)) : nullptr;
    return name == nullptr ? std::string_view() : name;
}

bool PostgresRow::isNull(std::size_t column) const {
    if (column >= _size) {
        refuse(column, "anything: the row has fewer columns");
    }
    return PQgetisnull(_result, _row, at(column)) != 0;
}

std::int64_t PostgresRow::integer(std::size_t column) const {
    const std::string_view text = rawText(column, "a whole number");
    if (typeOf(column) == booleanType) {
        return text == "t" ? 1 : 0;
    }
    const auto value = wholeNumber(text);
    if (!value) {
        refuse(column, "a whole number");
    }
    return *value;
}

double PostgresRow::real(std::size_t column) const {
    const auto value = realNumber(rawText(column, "a number"));
    if (!value) {
        refuse(column, "a number");
    }
    return *value;
}

bool PostgresRow::boolean(std::size_t column) const {
    const std::string_view text = rawText(column, "true or false");
    if (const auto value = truth(text)) {
        return *value;
    }
    const auto number = wholeNumber(text);
    if (!number) {
        refuse(column, "true or false");
    }
    return *number != 0;
}

std::string_view PostgresRow::text(std::size_t column) const {
    const std::string_view text = rawText(column, "a text");
    switch (typeOf(column)) {
    case bytesType:
        refuse(column, "a text");
    case timestampType:
    case timestampWithZoneType:
        if (_timestamps.size() != _size) {
            _timestamps.resize(_size);
        }
        return normalisedTimestamp(text, _timestamps[column]);
    default:
        return text;
    }
}

std::string PostgresRow::blob(std::size_t column) const {
    const std::string_view text = rawText(column, "bytes");
    return typeOf(column) == bytesType ? bytesOf(text) : std::string(text);
}

std::string_view PostgresRow::rawText(std::size_t column, const char* wanted) const {
    if (isNull(column)) {
        refuse(column, wanted);
    }
    return {PQgetvalue(_result, _row, at(column)), static_cast<std::size_t>(PQgetlength(_result, _row, at(column)))};
}

Oid PostgresRow::typeOf(std::size_t column) const { return PQftype(_result, at(column)); }

} // namespace tenon::data::postgres
