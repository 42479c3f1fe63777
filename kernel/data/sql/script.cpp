#include <kernel/data/sql/lexer.h>
#include <kernel/data/sql/script.h>

namespace tenon::data {

std::vector<std::string_view> statementsOf(std::string_view script) {
    using Kind = SqlToken::Kind;
    std::vector<std::string_view> statements;
    SqlLexer lexer(script);
    const char* start = script.data();
    bool isSolid = false;
    const auto finish = [&](const char* end) {
        if (isSolid) {
            statements.emplace_back(start, static_cast<std::size_t>(end - start));
        }
        isSolid = false;
    };
    for (SqlToken token = lexer.next(); token.kind != Kind::End; token = lexer.next()) {
        if (token.isSymbol(';')) {
            finish(token.text.data());
            start = token.text.data() + 1;
        } else {
            isSolid = isSolid || token.kind != Kind::Blank;
        }
    }
    finish(script.data() + script.size());
    return statements;
}

} // namespace tenon::data
