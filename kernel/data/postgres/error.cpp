#include <kernel/data/postgres/error.h>

#include <algorithm>
#include <array>

namespace tenon::data::postgres {

namespace {

using Kind = DatabaseError::Kind;

struct Mapping {
    std::string_view state; ///< SQLSTATE or its class (two characters)
    Kind kind;
};

/// PostgreSQL 15, appendix A. The first match counts.
constexpr std::array mappings = {
    Mapping{"23505", Kind::Unique},        Mapping{"23P01", Kind::Unique},   Mapping{"23503", Kind::ForeignKey},
    Mapping{"23502", Kind::NotNull},       Mapping{"23514", Kind::Check},    Mapping{"P0001", Kind::Check},
    Mapping{"22001", Kind::Check},         Mapping{"22003", Kind::Check},    Mapping{"22007", Kind::Check},
    Mapping{"22008", Kind::Check},         Mapping{"22P02", Kind::Check},    Mapping{"40001", Kind::Serialization},
    Mapping{"40P01", Kind::Serialization}, Mapping{"55P03", Kind::Busy},     Mapping{"57014", Kind::Busy},
    Mapping{"25006", Kind::ReadOnly},      Mapping{"53100", Kind::Full},     Mapping{"53", Kind::Connection},
    Mapping{"08", Kind::Connection},       Mapping{"57P", Kind::Connection},
};

std::string fieldOf(const PGresult* result, int code) {
    const char* field = result == nullptr ? nullptr : PQresultErrorField(result, code);
    return field == nullptr ? std::string() : field;
}

Kind kindOf(PGconn* connection, const PGresult* result, std::string_view state) {
    if (isStalePlan(result)) {
        return Kind::Serialization;
    }
    const auto* found = std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& mapping) {
        return state.starts_with(mapping.state);
    });
    if (found != mappings.end()) {
        return found->kind;
    }
    return PQstatus(connection) == CONNECTION_OK ? Kind::Other : Kind::Connection;
}

/// NOT NULL has no name, so "table.column" stands for it.
std::string constraintOf(const PGresult* result) {
    std::string name = fieldOf(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string column = fieldOf(result, PG_DIAG_COLUMN_NAME);
    if (name.empty() && !column.empty()) {
        name = fieldOf(result, PG_DIAG_TABLE_NAME) + "." + column;
    }
    return name;
}

} // namespace

bool isStalePlan(const PGresult* result) {
    constexpr std::string_view unknownStatement = "26000";
    const std::string state = fieldOf(result, PG_DIAG_SQLSTATE);
    // "cached plan must not change result type" has no code of its own, and its text depends on the server's language.
    return state == unknownStatement
           || (state == "0A000" && fieldOf(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
}

DatabaseError errorOf(PGconn* connection, const PGresult* result) {
    const std::string state = fieldOf(result, PG_DIAG_SQLSTATE);
    std::string cause = fieldOf(result, PG_DIAG_MESSAGE_PRIMARY);
    if (cause.empty()) {
        cause = PQerrorMessage(connection);
    }
    cause += state.empty() ? "" : " (SQLSTATE " + state + ")";
    return {kindOf(connection, result, state), constraintOf(result), std::move(cause)};
}

} // namespace tenon::data::postgres
