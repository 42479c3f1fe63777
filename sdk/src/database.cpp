#include <tenon/database.h>

namespace tenon {

namespace {

using Kind = DatabaseError::Kind;

/// How a fault of the database reads to a client: what it says about the request, nothing about tables or SQL.
struct Answer {
    int status;
    const char* code;
    const char* sentence;
};

Answer answerOf(Kind kind) {
    switch (kind) {
    case Kind::Unique:
        return {409, "ALREADY_EXISTS", "Such a record exists already."};
    case Kind::ForeignKey:
        return {409, "REFERENCE", "The record refers to one that does not exist, or another record refers to it."};
    case Kind::NotNull:
        return {400, "VALIDATION", "A required value is missing."};
    case Kind::Check:
        return {400, "VALIDATION", "A value is not allowed."};
    case Kind::Serialization:
        return {503, "BUSY", "Others changed the same records at the same time; try again."};
    case Kind::Busy:
        return {503, "BUSY", "The database is busy; try again."};
    case Kind::Connection:
        return {503, "DATABASE_UNAVAILABLE", "The database cannot be reached; try again later."};
    case Kind::Full:
        return {503, "STORAGE_FULL", "There is no space left to store this."};
    case Kind::ReadOnly:
        return {503, "READ_ONLY", "The database takes no changes at the moment."};
    case Kind::Other:
        break;
    }
    return {500, "DATABASE_ERROR", "The database could not do this."};
}

} // namespace

Row::~Row() = default;

void Row::refuse(std::size_t column, const char* wanted) const {
    throw DatabaseError(
        Kind::Other,
        "",
        "column " + std::to_string(column) + " (" + std::string(name(column)) + ") does not hold " + wanted
    );
}

DatabaseError::DatabaseError(Kind kind, std::string constraint, std::string cause)
    : Error(answerOf(kind).status, answerOf(kind).code, answerOf(kind).sentence), _kind(kind),
      _constraint(std::move(constraint)), _cause(std::move(cause)) {}

DatabaseError::DatabaseError(const DatabaseError&) = default;
DatabaseError& DatabaseError::operator=(const DatabaseError&) = default;
DatabaseError::~DatabaseError() = default;

Database::~Database() = default;

void Database::runLater(std::string_view sql, Params params) { run(sql, params, nullptr); }

} // namespace tenon
