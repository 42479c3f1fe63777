#pragma once

#include <string_view>

namespace tenon::data {

/// A piece of an SQL text. Every character of the text belongs to exactly one token.
struct SqlToken {
    enum class Kind {
        End,
        Blank,     ///< White space and comments
        Word,      ///< A keyword or a plain identifier
        Quoted,    ///< "identifier"
        Literal,   ///< 'text', $tag$text$tag$ or a number
        Parameter, ///< :name
        Macro,     ///< @name
        Symbol     ///< Any other character, and "::"
    };

    Kind kind = Kind::End;
    std::string_view text;

    /// Whether this is the word `upperCase`, whatever its case.
    [[nodiscard]] bool isWord(std::string_view upperCase) const;

    [[nodiscard]] bool isSymbol(char symbol) const {
        return kind == Kind::Symbol && text.size() == 1 && text[0] == symbol;
    }
};

/// Cuts an SQL text into tokens the way both databases do. What is not closed reaches to the end of the text.
class SqlLexer {
public:
    explicit SqlLexer(std::string_view sql) : _rest(sql) {}

    SqlToken next();

    /// The next token that is not blank.
    SqlToken nextSolid();

private:
    [[nodiscard]] SqlToken longest() const;
    [[nodiscard]] SqlToken dollarQuoted() const;
    [[nodiscard]] SqlToken until(SqlToken::Kind kind, std::string_view end, std::size_t from) const;
    [[nodiscard]] SqlToken named(SqlToken::Kind kind) const;

    std::string_view _rest;
};

} // namespace tenon::data
