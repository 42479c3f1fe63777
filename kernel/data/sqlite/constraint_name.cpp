#include <kernel/data/sql/lexer.h>
#include <kernel/data/sqlite/constraint_name.h>

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace tenon::data::sqlite {

namespace {

using Kind = SqlToken::Kind;

/// The table itself and the indexes that were made for it.
constexpr const char* selectDefinitions =
    "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL AND type IN ('table', 'index')";

struct Columns {
    std::string table;
    std::vector<std::string_view> names;
};

/// "a.b, a.c" in pieces.
Columns columnsOf(std::string_view told) {
    Columns columns{std::string(told.substr(0, told.find('.'))), {}};
    const std::size_t prefix = columns.table.size() + 1;
    while (told.size() > prefix) {
        const auto end = std::min(told.find(", "), told.size());
        columns.names.push_back(told.substr(prefix, end - prefix));
        told.remove_prefix(std::min(end + 2, told.size()));
    }
    return columns;
}

/// The names in "(a, b DESC)", of which the lexer comes next to the bracket; empty when there is none.
std::vector<std::string_view> namesInBrackets(SqlLexer& lexer) {
    std::vector<std::string_view> names;
    bool isFirst = true;
    if (!lexer.nextSolid().isSymbol('(')) {
        return names;
    }
    for (SqlToken token = lexer.nextSolid(); token.kind != Kind::End && !token.isSymbol(')');
         token = lexer.nextSolid()) {
        if (isFirst) {
            names.push_back(token.text);
        }
        isFirst = token.isSymbol(',');
    }
    return names;
}

/// The name after "CONSTRAINT" when it keeps `columns` unique, by "UNIQUE (a, b)" or "PRIMARY KEY (a, b)".
std::string_view constraintAfter(SqlLexer& lexer, const std::vector<std::string_view>& columns) {
    const SqlToken name = lexer.nextSolid();
    const SqlToken what = lexer.nextSolid();
    if (what.isWord("PRIMARY")) {
        lexer.nextSolid(); // KEY
    } else if (!what.isWord("UNIQUE")) {
        return {};
    }
    return namesInBrackets(lexer) == columns ? name.text : std::string_view();
}

/// The name after "UNIQUE INDEX" when it is "name ON table (a, b)".
std::string_view indexAfter(SqlLexer& lexer, const std::vector<std::string_view>& columns) {
    const SqlToken name = lexer.nextSolid();
    lexer.nextSolid(); // ON
    lexer.nextSolid(); // the table
    return namesInBrackets(lexer) == columns ? name.text : std::string_view();
}

std::string_view nameIn(std::string_view definition, const std::vector<std::string_view>& columns) {
    SqlLexer lexer(definition);
    std::string_view name;
    SqlToken before;
    for (SqlToken token = lexer.nextSolid(); token.kind != Kind::End && name.empty(); token = lexer.nextSolid()) {
        if (token.isWord("CONSTRAINT")) {
            name = constraintAfter(lexer, columns);
        } else if (token.isWord("INDEX") && before.isWord("UNIQUE")) {
            name = indexAfter(lexer, columns);
        }
        before = token;
    }
    return name;
}

struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

std::string_view textOf(sqlite3_stmt* row) {
    const void* text = sqlite3_column_blob(row, 0);
    return {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(row, 0))};
}

} // namespace

std::string uniqueConstraintOf(sqlite3* connection, std::string_view columns) {
    const Columns violated = columnsOf(columns);
    sqlite3_stmt* compiled = nullptr;
    sqlite3_prepare_v2(connection, selectDefinitions, -1, &compiled, nullptr);
    const std::unique_ptr<sqlite3_stmt, Finalize> definitions(compiled);
    const auto length = static_cast<int>(violated.table.size());
    sqlite3_bind_text(compiled, 1, violated.table.data(), length, SQLITE_STATIC);
    while (sqlite3_step(compiled) == SQLITE_ROW) {
        if (const std::string_view name = nameIn(textOf(compiled), violated.names); !name.empty()) {
            return std::string(name);
        }
    }
    return {};
}

} // namespace tenon::data::sqlite
