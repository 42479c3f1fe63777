#include <kernel/data/sqlite/constraint_name.h>
#include <kernel/data/sqlite/error.h>

#include <sqlite3.h>

#include <utility>

namespace tenon::data::sqlite {

namespace {

using Kind = DatabaseError::Kind;

Kind kindOf(int extendedCode) {
    switch (extendedCode) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return Kind::Unique;
    case SQLITE_CONSTRAINT_NOTNULL:
        return Kind::NotNull;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_TRIGGER:
        return Kind::Check;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return Kind::ForeignKey;
    default:
        break;
    }
    switch (extendedCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return Kind::Busy;
    case SQLITE_FULL:
        return Kind::Full;
    case SQLITE_READONLY:
        return Kind::ReadOnly;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR: // The disk may come back; SQLite has rolled back what it could not write.
        return Kind::Connection;
    default:
        return Kind::Other;
    }
}

/// "UNIQUE constraint failed: a.b, a.c" → "a.b, a.c"; "… failed: index 'name'" → "name". Foreign keys have no name.
std::string constraintOf(Kind kind, std::string_view message) {
    constexpr std::string_view marker = "constraint failed: ";
    const auto found = message.find(marker);
    if (found == std::string_view::npos || kind == Kind::Other) {
        return {};
    }
    std::string_view name = message.substr(found + marker.size());
    if (name.starts_with("index '") && name.ends_with('\'')) {
        name = name.substr(7, name.size() - 8);
    }
    return std::string(name);
}

} // namespace

DatabaseError lastError(sqlite3* connection) {
    const int code = sqlite3_extended_errcode(connection);
    const std::string message = sqlite3_errmsg(connection);
    const Kind kind = kindOf(code);
    std::string constraint = constraintOf(kind, message);
    if (const bool tellsColumns = constraint.find('.') != std::string::npos; kind == Kind::Unique && tellsColumns) {
        const std::string name = uniqueConstraintOf(connection, constraint);
        constraint = name.empty() ? constraint : name;
    }
    return {kind, std::move(constraint), message + " (SQLite " + std::to_string(code) + ")"};
}

void require(int code, sqlite3* connection) {
    if (code != SQLITE_OK) {
        throw lastError(connection);
    }
}

} // namespace tenon::data::sqlite
