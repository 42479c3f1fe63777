#include "name.h"

#include "folding.h"
#include "spelling.h"
#include "word_roles.h"

#include <algorithm>

namespace dttot::screening {

namespace {

/// At most `longestName` bytes, not ending within a character.
std::string_view beginningOf(std::string_view text) {
    if (text.size() <= longestName) {
        return text;
    }
    std::size_t size = longestName;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) {
        --size;
    }
    return text.substr(0, size);
}

/// A romanised word and what stood around it.
struct Piece {
    std::string_view text;
    unsigned roles = noRole;
    bool isBehindComma = false;
    bool isDotted = false; ///< "S.Ag": its dots are taken off
};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (end > 0) {
            parts.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Taking names to pieces; joined abbreviations live in `_joined`.
class Dissection {
public:
    explicit Dissection(std::string_view text) : _text(romanised(beginningOf(text))) {
        _joined.reserve(_text.size());
        bool isBehindComma = false;
        std::string_view rest = _text;
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            for (const std::string_view chunk : split(rest.substr(0, comma), " -")) {
                addChunk(chunk, isBehindComma);
            }
            isBehindComma = true;
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }

    [[nodiscard]] const std::vector<Piece>& pieces() const { return _pieces; }

private:
    void add(std::string_view word, bool isBehindComma, bool isDotted) {
        if (_pieces.size() < 4 * mostWords) {
            _pieces.push_back({word, rolesOf(word), isBehindComma, isDotted});
        }
    }

    /// "Abd.Aziz" is two words, "J.R." two initials, "S.Ag" a degree, "P.T." a legal form.
    void addChunk(std::string_view chunk, bool isBehindComma) {
        const auto parts = split(chunk, ".");
        if (parts.size() > 1) {
            const auto begin = _joined.size();
            std::ranges::for_each(parts, [&](std::string_view part) { _joined += part; });
            const std::string_view whole = std::string_view(_joined).substr(begin);
            if ((rolesOf(whole) & (degree | organisationMark)) != 0) {
                add(whole, isBehindComma, true);
                return;
            }
        }
        std::ranges::for_each(parts, [&](std::string_view part) { add(part, isBehindComma, false); });
    }

    std::string _text;
    std::string _joined; ///< never grows beyond what it reserves
    std::vector<Piece> _pieces;
};

/// Whether the piece is a word of the name itself, given whether it is the first of these or the last piece.
bool isTelling(const Piece& piece, bool isFirst, bool isLast) {
    if ((piece.roles & fatherMark) != 0) {
        return isFirst && piece.text == "ben";
    }
    if ((piece.roles & degree) != 0 && !isFirst) {
        return !(piece.isBehindComma || piece.isDotted || (isLast && piece.text.size() > 2));
    }
    const bool isInitial = piece.text.size() == 1 && !isFirst;
    return isInitial || (piece.roles & (article | title)) == 0;
}

/// Legal forms stand at one end; as words within a name they are others.
bool isMarkAtEnd(const Piece& piece, bool isFirst, bool isLast) {
    return (piece.roles & organisationMark) != 0 && (isFirst || isLast || piece.isBehindComma || piece.text.size() > 4);
}

/// "alqutayni" is al-Qutayni.
std::string_view withoutArticle(std::string_view word) {
    constexpr std::size_t shortestRest = 5;
    const bool isArticle = word.starts_with("al") || word.starts_with("el");
    const bool fits = word.size() >= shortestRest + 2 && !isVowel(word[2]) && word[2] != 'l';
    return isArticle && fits && !senseOf(word).isKnown ? word.substr(2) : word;
}

void addWord(Name& name, std::string_view text, bool isOfFather) {
    if (const std::size_t half = firstHalfOf(text); half > 0) {
        addWord(name, text.substr(0, half), isOfFather);
        addWord(name, text.substr(half), isOfFather);
        return;
    }
    if (name.words.size() == mostWords) {
        name.isCut = true;
        return;
    }
    const std::string_view bare = withoutArticle(text);
    name.words.push_back({std::string(bare), senseOf(bare), isOfFather});
}

} // namespace

Name nameOf(std::string_view text) {
    const Dissection dissection(text);
    const auto& pieces = dissection.pieces();
    Name name;
    name.isCut = text.size() > longestName;
    bool isOfFather = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool isFirst = i == 0;
        const bool isLast = i + 1 == pieces.size();
        name.isOrganisation = name.isOrganisation || (pieces.size() > 1 && isMarkAtEnd(pieces[i], isFirst, isLast));
        if (isTelling(pieces[i], name.words.empty(), isLast)) {
            addWord(name, pieces[i].text, isOfFather);
        } else {
            isOfFather = isOfFather || (pieces[i].roles & fatherMark) != 0;
        }
    }
    const bool saysNothing = name.words.empty();
    for (std::size_t i = 0; saysNothing && i < pieces.size(); ++i) {
        addWord(name, pieces[i].text, false);
    }
    return name;
}

} // namespace dttot::screening
