/// SQL texts: every byte is in one token, statements are cut where SQLite cuts them, the lint ends.

#include <kernel/data/migration/lint.h>
#include <kernel/data/migration/migration.h>
#include <kernel/data/sql/lexer.h>
#include <kernel/data/sql/named_statement.h>
#include <kernel/data/sql/script.h>
#include <tests/fuzz/fuzz.h>

#include <sqlite3.h>

#include <string>

using namespace tenon::data;
using tenon::fuzz::claim;

namespace {

void tryTokens(std::string_view sql) {
    SqlLexer lexer(sql);
    std::size_t size = 0;
    for (SqlToken token = lexer.next(); token.kind != SqlToken::Kind::End; token = lexer.next()) {
        claim(!token.text.empty() && token.text.data() == sql.data() + size, "tokens follow each other");
        size += token.text.size();
    }
    claim(size == sql.size(), "every byte is in a token");
}

/// SQLite says of a text whether it ends in a complete statement; it knows no $quotes$ but other ones, and triggers.
bool canBeCompared(std::string_view sql) {
    const std::string text(sql);
    return text.find_first_of(std::string("$[`\0", 4)) == std::string::npos && ::sqlite3_stricmp(text.c_str(), "") != 0
           && ::sqlite3_strlike("%trigger%", text.c_str(), 0) != 0;
}

void tryStatements(std::string_view sql) {
    for (const std::string_view statement : statementsOf(sql)) {
        claim(!statement.empty() && statement.data() >= sql.data(), "a statement is a part of the script");
        claim(statementsOf(statement).size() == 1, "a statement is one statement");
        const bool ends = statement.data() + statement.size() < sql.data() + sql.size();
        if (ends && canBeCompared(sql)) {
            const std::string text = std::string(statement) + ';';
            claim(::sqlite3_complete(text.c_str()) == 1, "SQLite cuts here, too");
        }
    }
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    tryTokens(bytes);
    tryStatements(bytes);
    try {
        lint(bytes, true);
    } catch (const MigrationError&) {
        // Refused.
    }
    try {
        const NamedStatement named(bytes, Backend::Sqlite);
        claim(statementsOf(bytes).size() == 1, "a named statement is one statement");
    } catch (const DatabaseError&) {
        // None, or several.
    }
}
