#include "spelling.h"

#include "folding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dttot {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

/// Spellings of one sound, longer ones first.
constexpr Replacement replacements[] = {
    {"oe", "u"},  {"ou", "u"}, {"oo", "u"},  {"tj", "c"}, {"dj", "j"}, {"sj", "s"}, {"sy", "s"}, {"sh", "s"},
    {"nj", "ny"}, {"ch", "h"}, {"kh", "h"},  {"th", "t"}, {"ts", "s"}, {"dz", "z"}, {"dh", "d"}, {"dl", "d"},
    {"gh", "g"},  {"ph", "f"}, {"ee", "i"},  {"ie", "i"}, {"ai", "i"}, {"ae", "i"}, {"ei", "i"}, {"ay", "i"},
    {"ey", "i"},  {"oi", "i"}, {"aw", "au"}, {"q", "k"},  {"v", "f"},  {"x", "ks"}, {"e", "i"},  {"o", "u"},
};

constexpr std::string_view muhammads[] = {"md", "mhd", "moch", "moh", "mohd", "much", "muh", "muhd", "mochamad"};

/// Sorted.
constexpr std::string_view particles[] = {
    "ad",      "al",    "alias",  "an",   "ar",  "as",     "at",    "az",  "ben",  "bin",   "bint",
    "binti",   "dr",    "drs",    "el",   "h",   "haji",   "hj",    "ibn", "ibnu", "ir",    "kh",
    "maulavi", "mulla", "mullah", "prof", "sdr", "syaikh", "syekh", "tn",  "ust",  "ustad", "ustadz",
};

bool isVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isNumber(std::string_view word) { return std::ranges::all_of(word, isDigit); }

/// Digits that were typed for letters: "ig0r".
std::string withoutLookalikes(std::string_view word) {
    std::string out(word);
    std::ranges::replace(out, '0', 'o');
    std::ranges::replace(out, '1', 'l');
    return out;
}

std::string replaced(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const auto* found =
            std::ranges::find_if(replacements, [&](const Replacement& each) { return word.starts_with(each.first); });
        if (found != std::end(replacements)) {
            out += found->second;
            word.remove_prefix(found->first.size());
        } else {
            // A y that does not begin the word is the vowel.
            out +=
                word.front() == 'y' && !out.empty() && !isVowel(out.back()) && out.back() != 'n' ? 'i' : word.front();
            word.remove_prefix(1);
        }
    }
    return out;
}

/// The kind of consonant; those that are often written for each other are one kind. NUL for vowels and h.
char soundOf(char c) {
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
        return 'k';
    case 'h':
        return '\0';
    default:
        return isVowel(c) ? '\0' : c;
    }
}

} // namespace

std::string spelled(std::string_view foldedWord) {
    if (isNumber(foldedWord)) {
        return std::string(foldedWord);
    }
    if (std::ranges::find(muhammads, foldedWord) != std::end(muhammads)) {
        return "muhamad";
    }
    std::string out = replaced(withoutLookalikes(foldedWord));
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > 2 && out.back() == 'h') {
        out.pop_back();
    }
    return out;
}

std::vector<std::string> spelledWordsOf(std::string_view foldedName) {
    std::vector<std::string> telling;
    std::vector<std::string> all;
    for (const std::string_view word : wordsOf(foldedName)) {
        all.push_back(spelled(word));
        if (!std::ranges::binary_search(particles, word)) {
            telling.push_back(all.back());
        }
    }
    return telling.empty() ? all : telling;
}

std::vector<std::string> soundsOf(std::string_view spelledWord) {
    constexpr std::size_t longest = 8;
    std::string whole;
    for (const char c : spelledWord) {
        const char sound = soundOf(c);
        if (sound != '\0' && (whole.empty() || whole.back() != sound) && whole.size() < longest) {
            whole += sound;
        }
    }
    if (whole.empty()) {
        return {std::string("_") + std::string(spelledWord.substr(0, 1))};
    }
    std::vector<std::string> sounds{whole};
    for (std::size_t i = 0; whole.size() >= 3 && i < whole.size(); ++i) {
        std::string shorter = whole;
        shorter.erase(i, 1);
        sounds.push_back(std::move(shorter));
    }
    std::ranges::sort(sounds);
    sounds.erase(std::unique(sounds.begin(), sounds.end()), sounds.end());
    return sounds;
}

} // namespace dttot
