#include <kernel/data/sql/lexer.h>

#include <algorithm>

namespace tenon::data {

namespace {

using Kind = SqlToken::Kind;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool startsName(char c) {
    return (upper(c) >= 'A' && upper(c) <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continuesName(char c) { return startsName(c) || isDigit(c); }

std::size_t spanOf(std::string_view text, std::size_t from, bool (*belongs)(char)) {
    return static_cast<std::size_t>(
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), belongs) - text.begin()
    );
}

} // namespace

bool SqlToken::isWord(std::string_view upperCase) const {
    return kind == Kind::Word && text.size() == upperCase.size()
           && std::equal(text.begin(), text.end(), upperCase.begin(), [](char a, char b) { return upper(a) == b; });
}

SqlToken SqlLexer::next() {
    const SqlToken token = _rest.empty() ? SqlToken{} : longest();
    _rest.remove_prefix(token.text.size());
    return token;
}

SqlToken SqlLexer::nextSolid() {
    SqlToken token = next();
    while (token.kind == Kind::Blank) {
        token = next();
    }
    return token;
}

SqlToken SqlLexer::longest() const {
    const char c = _rest.front();
    if (isBlank(c)) {
        return {Kind::Blank, _rest.substr(0, spanOf(_rest, 0, isBlank))};
    }
    if (startsName(c)) {
        return {Kind::Word, _rest.substr(0, spanOf(_rest, 0, continuesName))};
    }
    if (isDigit(c)) {
        return {Kind::Literal, _rest.substr(0, spanOf(_rest, 0, isDigit))};
    }
    if (_rest.starts_with("--")) {
        return until(Kind::Blank, "\n", 2);
    }
    if (_rest.starts_with("/*")) {
        return until(Kind::Blank, "*/", 2);
    }
    if (_rest.starts_with("::")) {
        return {Kind::Symbol, _rest.substr(0, 2)};
    }
    switch (c) {
    // A doubled quote inside reads as two neighbouring tokens, which cover the same text.
    case '\'':
        return until(Kind::Literal, "'", 1);
    case '"':
        return until(Kind::Quoted, "\"", 1);
    case '$':
        return dollarQuoted();
    case ':':
        return named(Kind::Parameter);
    case '@':
        return named(Kind::Macro);
    default:
        return {Kind::Symbol, _rest.substr(0, 1)};
    }
}

SqlToken SqlLexer::until(Kind kind, std::string_view end, std::size_t from) const {
    const auto found = _rest.find(end, from);
    return {kind, found == std::string_view::npos ? _rest : _rest.substr(0, found + end.size())};
}

SqlToken SqlLexer::dollarQuoted() const {
    const std::size_t tagEnd = spanOf(_rest, 1, continuesName);
    const bool isQuote = tagEnd < _rest.size() && _rest[tagEnd] == '$' && !isDigit(_rest[1]);
    return isQuote ? until(Kind::Literal, _rest.substr(0, tagEnd + 1), tagEnd + 1)
                   : SqlToken{Kind::Symbol, _rest.substr(0, 1)};
}

SqlToken SqlLexer::named(Kind kind) const {
    if (_rest.size() < 2 || !startsName(_rest[1])) {
        return {Kind::Symbol, _rest.substr(0, 1)};
    }
    return {kind, _rest.substr(0, spanOf(_rest, 1, continuesName))};
}

} // namespace tenon::data
