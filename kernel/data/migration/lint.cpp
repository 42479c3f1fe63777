#include <kernel/data/migration/lint.h>
#include <kernel/data/migration/migration.h>
#include <kernel/data/sql/lexer.h>
#include <kernel/data/sql/script.h>

#include <algorithm>
#include <array>

namespace tenon::data {

namespace {

using Kind = SqlToken::Kind;

constexpr std::array plainTypes = {"BIGINT", "TEXT", "BOOLEAN", "DATE", "TIMESTAMP"};
constexpr std::array tableConstraints = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE"};
constexpr std::array columnConstraints = {
    "NOT",
    "NULL",
    "DEFAULT",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "CONSTRAINT",
    "COLLATE",
    "GENERATED",
};
constexpr std::array transactionWords = {"BEGIN", "START", "COMMIT", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"};

bool isOneOf(const SqlToken& token, std::span<const char* const> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return token.isWord(word); });
}

/// Reads the solid tokens of one statement, or of a part of it, one after the other.
class Tokens {
public:
    explicit Tokens(std::string_view statement) {
        SqlLexer lexer(statement);
        for (SqlToken token = lexer.nextSolid(); token.kind != Kind::End; token = lexer.nextSolid()) {
            _tokens.push_back(token);
        }
    }

    [[nodiscard]] SqlToken peek() const { return _next < _tokens.size() ? _tokens[_next] : SqlToken{}; }

    SqlToken take() {
        const SqlToken token = peek();
        ++_next;
        return token;
    }

    bool skip(std::string_view word) {
        const bool found = peek().isWord(word);
        _next += found ? 1 : 0;
        return found;
    }

    bool skip(char symbol) {
        const bool found = peek().isSymbol(symbol);
        _next += found ? 1 : 0;
        return found;
    }

    /// Moves to the comma or closing bracket that ends the present item of a list.
    void skipItem() {
        for (int depth = 0; peek().kind != Kind::End; ++_next) {
            const SqlToken token = peek();
            if (depth == 0 && (token.isSymbol(',') || token.isSymbol(')'))) {
                return;
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
    }

private:
    std::vector<SqlToken> _tokens;
    std::size_t _next = 0;
};

/// Takes a type off the front; answers false when it is none of those that both databases share.
bool skipType(Tokens& tokens) {
    const SqlToken type = tokens.take();
    if (type.kind == Kind::Macro) {
        return type.text == "@id" || type.text == "@blob";
    }
    if (type.isWord("DOUBLE")) {
        return tokens.skip("PRECISION");
    }
    if (type.isWord("VARCHAR")) {
        return tokens.skip('(') && tokens.take().kind == Kind::Literal && tokens.skip(')');
    }
    return isOneOf(type, plainTypes);
}

void lintColumn(Tokens& tokens) {
    const SqlToken name = tokens.take();
    const SqlToken type = tokens.peek();
    const bool isKnown = skipType(tokens);
    const SqlToken after = tokens.peek();
    const bool ends =
        after.kind == Kind::End || after.isSymbol(',') || after.isSymbol(')') || isOneOf(after, columnConstraints);
    if (!isKnown || !ends) {
        throw MigrationError(
            "column " + std::string(name.text) + " is declared " + std::string(type.text)
            + (isKnown ? " " + std::string(after.text) : "")
            + "; use BIGINT, TEXT, BOOLEAN, DATE, TIMESTAMP, DOUBLE PRECISION, VARCHAR(n), @id or @blob"
        );
    }
    tokens.skipItem();
}

/// What stands behind CREATE TABLE.
void lintTable(Tokens& tokens) {
    while (tokens.peek().kind != Kind::End && !tokens.peek().isSymbol('(')) {
        tokens.take();
    }
    while (tokens.skip('(') || tokens.skip(',')) {
        if (isOneOf(tokens.peek(), tableConstraints)) {
            tokens.skipItem();
        } else {
            lintColumn(tokens);
        }
    }
}

/// What stands behind ALTER TABLE.
void lintChange(Tokens& tokens) {
    for (; tokens.peek().kind != Kind::End; tokens.take()) {
        if (!tokens.skip("ADD") || isOneOf(tokens.peek(), tableConstraints)) {
            continue;
        }
        tokens.skip("COLUMN");
        if (tokens.skip("IF")) {
            tokens.skip("NOT");
            tokens.skip("EXISTS");
        }
        lintColumn(tokens);
    }
}

} // namespace

void lint(std::string_view script, bool isTransactional) {
    for (const std::string_view statement : statementsOf(script)) {
        Tokens tokens(statement);
        if (isTransactional && isOneOf(tokens.peek(), transactionWords)) {
            throw MigrationError(
                std::string(tokens.peek().text) + " is not allowed: the whole file is one transaction already"
            );
        }
        if (tokens.skip("CREATE")) {
            tokens.skip("TEMPORARY");
            tokens.skip("TEMP");
            if (tokens.skip("TABLE")) {
                lintTable(tokens);
            }
        } else if (tokens.skip("ALTER") && tokens.skip("TABLE")) {
            lintChange(tokens);
        }
    }
}

} // namespace tenon::data
