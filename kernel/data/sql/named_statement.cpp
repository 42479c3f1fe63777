#include <kernel/data/sql/lexer.h>
#include <kernel/data/sql/named_statement.h>
#include <kernel/text/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace tenon::data {

namespace {

using Kind = SqlToken::Kind;

/// Statements whose effect outlives them on the connection; transactions belong to Database::inTransaction.
constexpr std::array connectionWords = {
    "BEGIN",
    "START",
    "COMMIT",
    "END",
    "ROLLBACK",
    "ABORT",
    "SAVEPOINT",
    "RELEASE",
    "SET",
    "RESET",
    "DISCARD",
    "PRAGMA",
    "ATTACH",
    "DETACH",
    "PREPARE",
    "EXECUTE",
    "DEALLOCATE",
    "LISTEN",
};
constexpr std::array changingWords = {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"};

[[noreturn]] void refuse(std::string cause) { throw DatabaseError(DatabaseError::Kind::Other, "", std::move(cause)); }

bool isOneOf(const SqlToken& word, std::span<const char* const> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* each) { return word.isWord(each); });
}

void requireStorable(const Value& value) {
    const auto& held = value.held();
    if (const auto* view = std::get_if<std::string_view>(&held); view != nullptr && !text::isUtf8(*view)) {
        throw Invalid("A text holds a character that cannot be stored.");
    }
    if (const auto* number = std::get_if<double>(&held); number != nullptr && !std::isfinite(*number)) {
        throw Invalid("A number is not finite.");
    }
}

} // namespace

NamedStatement::NamedStatement(std::string_view sql, Backend backend) {
    readFirstWord(sql);
    SqlLexer lexer(sql);
    bool isComplete = false;
    for (SqlToken token = lexer.next(); token.kind != Kind::End; token = lexer.next()) {
        if (isComplete && token.kind != Kind::Blank) {
            refuse("the text holds more than one statement");
        }
        if (token.isSymbol(';')) {
            isComplete = true;
        } else if (token.kind == Kind::Parameter) {
            const std::size_t slot = slotOf(token.text.substr(1));
            _text += backend == Backend::PostgreSql ? "$" + std::to_string(slot + 1) : std::string(token.text);
        } else {
            _text += token.text;
        }
    }
    _values.resize(_names.size());
}

NamedStatement NamedStatement::control(std::string_view sql) {
    NamedStatement statement;
    statement._text = sql;
    return statement;
}

void NamedStatement::readFirstWord(std::string_view sql) {
    const SqlToken first = SqlLexer(sql).nextSolid();
    if (first.kind == Kind::End || first.isSymbol(';')) {
        refuse("the text holds no statement");
    }
    if (isOneOf(first, connectionWords)) {
        refuse(std::string(first.text) + " changes the connection's state; use Database::transaction or a migration");
    }
    _changesRows = isOneOf(first, changingWords);
}

std::size_t NamedStatement::slotOf(std::string_view name) {
    const auto found = std::find(_names.begin(), _names.end(), name);
    const auto slot = static_cast<std::size_t>(found - _names.begin());
    if (found == _names.end()) {
        _names.emplace_back(name);
    }
    return slot;
}

std::span<const Value* const> NamedStatement::bind(Params params) {
    std::fill(_values.begin(), _values.end(), nullptr);
    auto expected = _names.begin(); // mostly they come in the order of the text
    for (const Param& param : params) {
        const bool isExpected = expected != _names.end() && *expected == param.name;
        const auto found = isExpected ? expected : std::find(_names.begin(), _names.end(), param.name);
        if (found == _names.end()) {
            refuse("the statement has no parameter :" + std::string(param.name));
        }
        expected = std::next(found);
        const Value*& value = _values[static_cast<std::size_t>(found - _names.begin())];
        if (value != nullptr) {
            refuse("parameter :" + std::string(param.name) + " is given twice");
        }
        requireStorable(param.value);
        value = &param.value;
    }
    if (const auto missing = std::find(_values.begin(), _values.end(), nullptr); missing != _values.end()) {
        refuse("parameter :" + _names[static_cast<std::size_t>(missing - _values.begin())] + " is missing");
    }
    return _values;
}

} // namespace tenon::data
