#include "extraction/fields/statements.h"

#include "extraction/fields/list_items.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

bool isAbbreviation(std::string_view word) {
    constexpr std::string_view abbreviations[] = {
        "no",  "nomor", "jl",  "jln", "gg",  "kel", "kec", "kab",  "prov", "dsn",  "ds",  "rt",
        "rw",  "an",    "a.n", "dr",  "drs", "ir",  "h",   "hj",   "telp", "tlp",  "tgl", "sdr",
        "tn",  "ny",    "st",  "muh", "moh", "md",  "abd", "hp",   "bin",  "prof", "s.h", "sh",
        "alm", "dob",   "pob", "ttl", "thn", "kk",  "nik", "npwp", "ktp",  "m",    "ust", "jr"};
    return std::ranges::find(abbreviations, word) != std::end(abbreviations);
}

/// Whether the full stop at `dot` ends a sentence: a word or number before it, a capital after a blank behind it.
bool endsSentence(std::string_view text, std::size_t dot) {
    if (dot == 0 || dot + 2 >= text.size() || text[dot + 1] != ' ') {
        return false;
    }
    std::size_t begin = dot;
    while (begin > 0 && !text::isSpace(text[begin - 1])) {
        --begin;
    }
    const std::string word = text::lower(text.substr(begin, dot - begin));
    const char next = text[dot + 2];
    const bool startsAnew = text::isUpper(next) || next == '"' || static_cast<unsigned char>(next) >= 0x80;
    return startsAnew && word.size() > 1 && !isAbbreviation(word);
}

void addStatements(std::vector<std::string>& statements, std::string_view item) {
    const std::string line = text::oneLine(item);
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        const bool ends = i == line.size() || line[i] == ';' || (line[i] == '.' && endsSentence(line, i));
        if (ends) {
            const std::string_view part = text::trim(std::string_view(line).substr(begin, i - begin));
            if (!part.empty()) {
                statements.emplace_back(part);
            }
            begin = i + 1;
        }
    }
}

} // namespace

std::vector<std::string> statementsOf(std::string_view description, tables::LineBreaks lineBreaks) {
    const std::string tidy = text::tidy(description);
    std::vector<std::string> statements;
    std::string item;
    bool inList = false;
    for (std::string_view line : text::split(tidy, '\n')) {
        const bool isItem = takeBullet(line);
        if (isItem || (!inList && lineBreaks == tables::LineBreaks::typed)) {
            addStatements(statements, item);
            item.clear();
        }
        inList = inList || isItem;
        item += item.empty() ? "" : "\n";
        item += line;
    }
    addStatements(statements, item);
    return statements;
}

} // namespace dttot::fields
