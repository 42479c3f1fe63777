#include "variations.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace made_up {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

bool isPlain(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

/// All that begin with one of the pieces are replaced, in one pass, in the case that they had.
std::string replacedAll(std::string_view text, const std::vector<Replacement>& replacements) {
    std::string out;
    while (!text.empty()) {
        const auto fits = [&](const Replacement& each) {
            return text.size() >= each.first.size()
                   && std::equal(each.first.begin(), each.first.end(), text.begin(), [](char a, char b) {
                          return a == lower(b);
                      });
        };
        const auto found = std::ranges::find_if(replacements, fits);
        if (found == replacements.end()) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        std::string to(found->second);
        if (text.front() != lower(text.front()) && !to.empty()) {
            to.front() = upper(to.front());
        }
        out += to;
        text.remove_prefix(found->first.size());
    }
    return out;
}

/// A plain word of at least `size` letters, or none.
std::size_t longWord(Random& random, const std::vector<std::string>& words, std::size_t size) {
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].size() >= size && isPlain(words[i])) {
            fitting.push_back(i);
        }
    }
    return fitting.empty() ? words.size() : random.of(fitting);
}

} // namespace

std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> words{""};
    for (const char c : name) {
        if (c == ' ') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

std::string joinedWords(const std::vector<std::string>& words) {
    std::string name;
    for (const std::string& word : words) {
        name.append(name.empty() ? "" : " ").append(word);
    }
    return name;
}

std::string inOldSpelling(std::string_view name) {
    return replacedAll(
        name,
        {{"kh", "ch"},
         {"sy", "sj"},
         {"ny", "nj"},
         {"ya", "ja"},
         {"yo", "jo"},
         {"yu", "joe"},
         {"j", "dj"},
         {"c", "tj"},
         {"u", "oe"}}
    );
}

std::string inOtherRomanisation(Random& random, std::string_view name) {
    constexpr Replacement variants[] = {
        {"sh", "sy"},      {"sy", "sh"}, {"kh", "ch"}, {"q", "k"},   {"th", "ts"},  {"th", "t"},
        {"dh", "d"},       {"z", "dz"},  {"ay", "ai"}, {"ai", "ae"}, {"aw", "au"},  {"uddin", "udin"},
        {"udin", "uddin"}, {"f", "p"},   {"v", "f"},   {"ah", "a"},  {"i", "ee"},   {"u", "oo"},
        {"u", "ou"},       {"m", "mm"},  {"s", "ss"},  {"w", "v"},   {"hm", "chm"},
    };
    auto words = wordsOf(name);
    for (int attempt = 0; attempt < 12; ++attempt) {
        std::string& word = words[random.below(words.size())];
        const std::string changed = word.size() > 3 ? replacedAll(word, {random.of(variants)}) : word;
        if (changed != word) {
            word = changed;
            break;
        }
    }
    return joinedWords(words);
}

std::string withTypingError(Random& random, std::string_view name) {
    auto words = wordsOf(name);
    const std::size_t chosen = longWord(random, words, 5);
    if (chosen == words.size()) {
        return std::string(name);
    }
    std::string& word = words[chosen];
    const std::size_t at = 1 + random.below(word.size() - 2);
    const char letter = static_cast<char>('a' + random.below(26));
    switch (random.below(4)) {
    case 0:
        word.insert(at, 1, letter);
        break;
    case 1:
        word.erase(at, 1);
        break;
    case 2:
        word[at] = letter;
        break;
    default:
        std::swap(word[at], word[at + 1]);
    }
    return joinedWords(words);
}

std::string misread(std::string_view name) {
    std::string out(name);
    std::ranges::replace(out, 'o', '0');
    std::ranges::replace(out, 'l', '1');
    return out;
}

std::string reordered(Random& random, std::string_view name) {
    const auto words = wordsOf(name);
    if (words.size() < 2) {
        return std::string(name);
    }
    std::vector<std::string> turned(words.end() - 1, words.end());
    if (random.chance(30)) {
        turned.front() += ',';
    }
    turned.insert(turned.end(), words.begin(), words.end() - 1);
    return joinedWords(turned);
}

std::string withTitle(Random& random, std::string_view name) {
    constexpr std::string_view before[] = {
        "H. ", "Hj. ", "Drs. ", "Ust. ", "KH. ", "Bapak ", "Tn. ", "Prof. Dr. ", "Sdr. ", "Ir. H. "};
    constexpr std::string_view behind[] = {", S.H.", ", S.Ag", ", M.Pd", ", S.E., M.M.", ", Lc."};
    return random.chance(70) ? std::string(random.of(before)).append(name)
                             : std::string(name).append(random.of(behind));
}

std::string inOtherCase(Random& random, std::string_view name) {
    std::string out(name);
    const bool isUpper = random.chance(50);
    std::ranges::transform(out, out.begin(), isUpper ? upper : lower);
    std::ranges::replace(out, '-', ' ');
    return random.chance(30) ? out + '.' : out;
}

std::string joinedOrSplit(Random& random, std::string_view name) {
    auto words = wordsOf(name);
    if (random.chance(50) && words.size() == 2 && isPlain(words[1])) {
        std::string second = words[1];
        second.front() = lower(second.front());
        return words[0] + second;
    }
    const std::size_t chosen = longWord(random, words, 7);
    if (chosen == words.size()) {
        return std::string(name);
    }
    std::string& word = words[chosen];
    const std::size_t at = 3 + random.below(word.size() - 5);
    word = word.substr(0, at) + ' ' + std::string(1, upper(word[at])) + word.substr(at + 1);
    return joinedWords(words);
}

std::string abbreviated(Random& random, std::string_view name) {
    constexpr std::string_view muhammads[] = {"Moh.", "Muh.", "M.", "Mohd", "Md."};
    constexpr std::string_view servants[] = {"Abd.", "Abd", "Abdoel"};
    constexpr std::string_view marks[] = {"ibn", "ben", "ibnu"};
    auto words = wordsOf(name);
    for (std::string& word : words) {
        if (word == "Muhammad" || word == "Mohammed") {
            word = random.of(muhammads);
        } else if (word == "Abdul") {
            word = random.of(servants);
        } else if (word == "bin" || word == "ibn") {
            word = random.of(marks);
        }
    }
    return joinedWords(words);
}

std::string varied(Random& random, const std::string& name) {
    switch (random.below(7)) {
    case 0:
        return withTypingError(random, name);
    case 1:
        return withTypingError(random, withTypingError(random, name));
    case 2:
        return inOtherRomanisation(random, reordered(random, name));
    case 3:
        return joinedOrSplit(random, name);
    case 4:
        return inOldSpelling(withTypingError(random, name));
    case 5:
        return abbreviated(random, withTitle(random, name));
    default:
        return name;
    }
}

} // namespace made_up
