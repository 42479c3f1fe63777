#include "extraction/pdf/page.h"

#include "extraction/text.h"

#include <algorithm>
#include <utility>

namespace dttot::pdf {

namespace {

bool breaksInsideWord(std::string_view line) {
    return line.size() >= 2 && (line.back() == '-' || line.back() == '/') && !text::isSpace(line[line.size() - 2])
           && line[line.size() - 2] != '-' && line[line.size() - 2] != '\'';
}

/// "11/10/1950/195" above "1": a narrow column cut a year in two.
bool cutsYear(std::string_view line, std::string_view next) {
    std::size_t before = 0;
    while (before < line.size() && text::isDigit(line[line.size() - 1 - before])) {
        ++before;
    }
    std::size_t after = 0;
    while (after < next.size() && text::isDigit(next[after])) {
        ++after;
    }
    const bool isDatePart = before < line.size() && before > 0
                            && std::string_view("/-.").find(line[line.size() - 1 - before]) != std::string_view::npos;
    const bool goesOn = after < next.size() && std::string_view("/-.").find(next[after]) != std::string_view::npos;
    return isDatePart && after > 0 && before + after == 4 && !goesOn && line.find(' ') == std::string_view::npos;
}

} // namespace

std::string TextLine::text() const {
    std::string out;
    for (const Word& word : words) {
        out += (out.empty() ? "" : " ") + word.text;
    }
    return out;
}

std::vector<TextLine> linesOf(std::vector<Word> words) {
    std::ranges::sort(words, {}, &Word::middleY);
    std::vector<TextLine> lines;
    double middle = 0;
    for (Word& word : words) {
        const double tolerance =
            lines.empty() ? 0 : 0.4 * std::min(word.height(), lines.back().bottom - lines.back().top);
        if (lines.empty() || word.middleY() - middle > tolerance) {
            lines.push_back({word.top, word.bottom, {}});
            middle = word.middleY();
        }
        lines.back().top = std::min(lines.back().top, word.top);
        lines.back().bottom = std::max(lines.back().bottom, word.bottom);
        lines.back().words.push_back(std::move(word));
    }
    for (TextLine& line : lines) {
        std::ranges::sort(line.words, {}, &Word::left);
    }
    return lines;
}

std::string cellTextOf(std::vector<Word> words) {
    std::string text;
    for (const TextLine& line : linesOf(std::move(words))) {
        const std::string next = line.text();
        const std::string_view last = std::string_view(text).substr(text.rfind('\n') + 1);
        text += text.empty() || breaksInsideWord(last) || cutsYear(last, next) ? "" : "\n";
        text += next;
    }
    return text;
}

} // namespace dttot::pdf
