#include "spelling.h"

#include <algorithm>
#include <utility>

namespace dttot::screening {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLetter(char c) { return c >= 'a' && c <= 'z'; }

/// A 1 stands for an l beside a vowel and for an i among consonants.
char letterFor(char digit, char before, char after) {
    switch (digit) {
    case '0':
        return 'o';
    case '1':
        return isVowel(before) || (before == '\0' && isVowel(after)) ? 'l' : 'i';
    case '3':
        return 'e';
    case '4':
        return 'a';
    case '5':
        return 's';
    case '6':
    case '9':
        return 'g';
    case '7':
        return 't';
    case '8':
        return 'b';
    default:
        return digit;
    }
}

/// Digits that were typed or read for letters, "ig0r": in words that have letters, too.
std::string withoutLookalikes(std::string_view word) {
    std::string out(word);
    if (!std::ranges::any_of(out, isDigit) || !std::ranges::any_of(out, isLetter)) {
        return out;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (isDigit(out[i])) {
            out[i] = letterFor(out[i], i == 0 ? '\0' : out[i - 1], i + 1 < out.size() ? out[i + 1] : '\0');
        }
    }
    return out;
}

struct Replacement {
    std::string_view from;
    std::string_view to;
};

/// Spellings of one sound, longer ones first within a letter.
constexpr Replacement replacements[] = {
    {"ae", "i"}, {"ai", "i"},  {"ck", "k"},  {"ch", "h"}, {"cz", "h"}, {"ddj", "j"}, {"dj", "j"},  {"dhl", "d"},
    {"dh", "d"}, {"dl", "d"},  {"dz", "z"},  {"ee", "i"}, {"ei", "i"}, {"e", "i"},   {"gh", "g"},  {"ie", "i"},
    {"kh", "h"}, {"nj", "ny"}, {"oe", "u"},  {"oi", "i"}, {"oo", "u"}, {"ou", "u"},  {"o", "u"},   {"ph", "f"},
    {"q", "k"},  {"sdj", "s"}, {"sch", "s"}, {"sh", "s"}, {"sj", "s"}, {"sy", "s"},  {"tch", "h"}, {"tj", "c"},
    {"th", "t"}, {"ts", "s"},  {"v", "f"},   {"x", "ks"},
};

/// What a piece of the word that begins with it is replaced by, if that depends on what stands around it.
Replacement inContext(std::string_view rest, char before) {
    const char next = rest.size() > 1 ? rest[1] : '\0';
    const char second = rest.size() > 2 ? rest[2] : '\0';
    switch (rest.front()) {
    case 'a':
    case 'e': // before a vowel, y and w are consonants
        if (next == 'y' && !isVowel(second)) {
            return {rest.substr(0, 2), "i"};
        }
        if (next == 'w' && !isVowel(second)) {
            return {rest.substr(0, 2), "au"};
        }
        return {};
    case 'c':
        return next == 'h' && (second == 'r' || second == 'l') ? Replacement{rest.substr(0, 2), "k"} : Replacement{};
    case 'i':
        return next == 'y' && isVowel(second) ? Replacement{rest.substr(0, 2), "i"} : Replacement{};
    case 'o':
        return next == 'u' && isVowel(second) && before == '\0' ? Replacement{rest.substr(0, 2), "w"} : Replacement{};
    case 'w': // glides: suwarno, suarno
        return before == 'u' && isVowel(next) ? Replacement{rest.substr(0, 1), ""} : Replacement{};
    case 'x': // xavier, xi
        return before == '\0' ? Replacement{rest.substr(0, 1), "s"} : Replacement{};
    case 'y':
        return before != '\0' && !isVowel(next) ? Replacement{rest.substr(0, 1), "i"} : Replacement{};
    default:
        return {};
    }
}

std::string replaced(std::string_view word) {
    std::string out;
    out.reserve(word.size() + 2);
    while (!word.empty()) {
        Replacement found = inContext(word, out.empty() ? '\0' : out.back());
        if (found.from.empty()) {
            const auto* listed =
                std::ranges::find_if(replacements, [&](const auto& each) { return word.starts_with(each.from); });
            found = listed != std::end(replacements) ? *listed : Replacement{word.substr(0, 1), word.substr(0, 1)};
        }
        out += found.to;
        word.remove_prefix(found.from.size());
    }
    return out;
}

char kindOf(char c) {
    switch (c) {
    case 'j':
        return 'y';
    case 'd':
        return 't';
    case 'b':
    case 'f':
        return 'p';
    case 'z':
        return 's';
    case 'g':
    case 'c':
        return 'k';
    default:
        return c;
    }
}

} // namespace

std::string spelled(std::string_view word) {
    constexpr std::size_t longest = 40;
    std::string out = replaced(withoutLookalikes(word.substr(0, longest)));
    if (out.empty() || isDigit(out.front())) {
        return out;
    }
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > 3 && out.ends_with("ini") && word.ends_with("ne")) {
        out.pop_back(); // Noureddine
    }
    if (out.size() > 2 && out.back() == 'h') {
        out.pop_back();
    }
    return out;
}

std::string soundOf(std::string_view spelledWord) {
    constexpr std::size_t longest = 8;
    std::string sound;
    for (const char c : spelledWord) {
        const char kind = kindOf(c);
        const bool isHeard = !isVowel(c) && c != 'h' && (c != 'w' || sound.empty());
        if (isHeard && (sound.empty() || sound.back() != kind) && sound.size() < longest) {
            sound += kind;
        }
    }
    return sound;
}

std::uint32_t lettersOf(std::string_view spelledWord) {
    std::uint32_t letters = 0;
    for (const char c : spelledWord) {
        if (isLetter(c) && !isVowel(c)) {
            letters |= 1U << static_cast<unsigned>(kindOf(c) - 'a');
        }
    }
    return letters;
}

} // namespace dttot::screening
