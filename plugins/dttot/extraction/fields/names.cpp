#include "extraction/fields/names.h"

#include "extraction/fields/list_items.h"
#include "extraction/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dttot::fields {

namespace {

constexpr std::string_view edges = ";,.:()[]-/";

/// Remarks in brackets that are no names.
bool isRemark(std::string_view bracketed) {
    constexpr std::string_view remarks[] = {
        "alm",       "almarhum",  "almarhumah", "deceased", "wafat",     "meninggal", "tewas",
        "laki-laki", "perempuan", "pria",       "wanita",   "male",      "female",    "wni",
        "wna",       "dpo",       "terpidana",  "napiter",  "nama asli", "original",  "aslinya"};
    const std::string plain = text::lower(text::strip(bracketed, edges));
    return std::ranges::any_of(remarks, [&](std::string_view remark) { return plain.starts_with(remark); });
}

/// A separator at this place of the lower-cased text: how many bytes it takes, 0 when there is none.
std::size_t separatorLength(std::string_view folded, std::size_t at) {
    const auto isWordCharacter = [&](std::size_t i) {
        return i < folded.size() && (text::isLetter(folded[i]) || text::isDigit(folded[i]));
    };
    if (folded[at] == ';' || folded[at] == '\t') {
        return 1;
    }
    if (folded[at] == '@') {
        return at > 0 && folded[at - 1] == ' ' && at + 1 < folded.size() && folded[at + 1] == ' ' ? 1 : 0;
    }
    if (at > 0 && isWordCharacter(at - 1)) {
        return 0;
    }
    for (const std::string_view word :
         {"alias",
          "a.k.a.",
          "a.k.a",
          "f.k.a.",
          "f.k.a",
          "als",
          "aka",
          "dikenal sebagai",
          "nama lain",
          "nama samaran"}) {
        if (folded.substr(at).starts_with(word) && !isWordCharacter(at + word.size())) {
            return word.size();
        }
    }
    return 0;
}

/// Line breaks inside a name are blanks, unless the lines are items of a list.
std::string joinedLines(std::string_view cell) {
    const std::string tidy = text::tidy(cell);
    std::string out;
    for (std::string_view line : text::split(tidy, '\n')) {
        const bool isItem = takeBullet(line);
        out += out.empty() ? "" : isItem ? ";" : " ";
        out += line;
    }
    return out;
}

void addName(std::vector<std::string>& names, std::string_view part) {
    const std::string line = text::oneLine(part);
    std::string name(text::strip(line, edges));
    if (!name.empty() && !text::isAbsent(name)) {
        names.push_back(std::move(name));
    }
}

/// Cuts the brackets out of a text and gives their contents as parts of their own; remarks are dropped.
std::vector<std::string> withoutBrackets(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t close = text[i] == '(' ? text.find(')', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            parts.front() += text[i];
            continue;
        }
        const std::string_view inner = text.substr(i + 1, close - i - 1);
        parts.front() += ' ';
        if (!isRemark(inner)) {
            parts.emplace_back(inner);
        }
        i = close;
    }
    return parts;
}

void addPart(std::vector<std::string>& names, std::string_view part) {
    for (const std::string& piece : withoutBrackets(part)) {
        for (const std::string_view item : lettered(piece)) {
            addName(names, item);
        }
    }
}

std::vector<std::string> partsOf(std::string_view cell) {
    // A bracket that says "(alias X)" is an alias like any other: the bracket itself is only a blank.
    std::string line = joinedLines(cell);
    std::vector<std::string> names;
    const std::string folded = text::lower(line);
    std::size_t begin = 0;
    bool inAliasBracket = false;
    for (std::size_t i = 0; i < folded.size();) {
        const std::size_t length = separatorLength(folded, i);
        if (length == 0) {
            if (inAliasBracket && folded[i] == ')') {
                addPart(names, std::string_view(line).substr(begin, i - begin));
                begin = i + 1;
                inAliasBracket = false;
            }
            ++i;
            continue;
        }
        std::string_view before = std::string_view(line).substr(begin, i - begin);
        const std::size_t open = before.find_last_not_of(' ');
        if (open != std::string_view::npos && before[open] == '(') {
            before = before.substr(0, open);
            inAliasBracket = true;
        }
        addPart(names, before);
        i += length;
        begin = i;
    }
    addPart(names, std::string_view(line).substr(begin));
    return names;
}

/// Whether the word alias stands at the front only: in a column of aliases it is then a part of one.
bool beginsWithAlias(std::string_view item) {
    constexpr std::string_view word = "alias";
    const std::string folded = text::lower(text::trim(item));
    if (!folded.starts_with(word)) {
        return false;
    }
    for (std::size_t i = word.size(); i < folded.size(); ++i) {
        if (separatorLength(folded, i) > 0) {
            return false;
        }
    }
    return true;
}

} // namespace

Names namesOf(std::string_view cell) {
    std::vector<std::string> parts = partsOf(cell);
    if (parts.empty()) {
        return {};
    }
    Names names{std::move(parts.front()), {}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        text::addUnique(names.aliases, std::move(parts[i]));
    }
    return names;
}

std::vector<std::string> aliasesOf(std::string_view cell) {
    std::string separated = text::tidy(cell);
    std::ranges::replace(separated, '\n', ';');
    std::ranges::replace(separated, ',', ';');
    std::vector<std::string> names;
    for (const std::string_view item : text::split(separated, ';')) {
        if (beginsWithAlias(item)) {
            addPart(names, item);
        } else {
            std::ranges::move(partsOf(item), std::back_inserter(names));
        }
    }
    std::vector<std::string> aliases;
    for (std::string& name : names) {
        text::addUnique(aliases, std::move(name));
    }
    return aliases;
}

} // namespace dttot::fields
