#include "extraction/fields/nationalities.h"

#include "extraction/fields/country_names.h"
#include "extraction/text.h"

#include <algorithm>
#include <unicode/unistr.h>

namespace dttot::fields {

namespace {

constexpr std::size_t longestName = 9;

struct Word {
    std::string text;       ///< in lower case
    std::string written;    ///< as it stands in the cell
    bool separated = false; ///< a comma, semicolon, slash or line break stands before it
};

std::string lowerUnicode(const std::string& text) {
    std::string out;
    icu::UnicodeString::fromUTF8(text).toLower().toUTF8String(out);
    return out;
}

std::vector<Word> wordsOf(std::string_view cell) {
    std::vector<Word> words;
    std::string current;
    bool separated = false;
    const auto finish = [&] {
        if (!current.empty()) {
            words.push_back({lowerUnicode(current), current, separated});
            separated = false;
        }
        current.clear();
    };
    for (const char c : text::tidy(cell)) {
        if (text::isLetter(c) || c == '\'' || c == '.' || (c == '-' && !current.empty())) {
            current += c;
            continue;
        }
        finish();
        separated = separated || c == ',' || c == ';' || c == '/' || c == '&' || c == '(';
    }
    finish();
    for (Word& word : words) {
        word.text = std::string(text::strip(word.text, ".-"));
        word.text = word.text == "rep" ? "republik" : word.text == "dem" ? "demokratik" : word.text;
    }
    std::erase_if(words, [](const Word& word) { return word.text.empty(); });
    return words;
}

bool isFiller(std::string_view word) {
    constexpr std::string_view fillers[] = {
        "warga",
        "negara",
        "wn",
        "wna",
        "kewarganegaraan",
        "asal",
        "atau",
        "dan",
        "or",
        "and",
        "eks",
        "ex",
        "bekas",
        "mantan",
        "former",
        "of",
        "the",
        "republik",
        "republic",
        "kerajaan",
        "keturunan",
        "berkewarganegaraan",
        "a",
        "b",
        "c",
        "juga",
        "sebelumnya",
        "nationality",
        "citizen",
        "pemegang",
        "paspor",
        "federasi",
        "ganda",
        "serta",
        "kebangsaan"};
    return std::ranges::find(fillers, word) != std::end(fillers);
}

/// The words of a name from `first` on, joined; a separator inside ends it.
std::string phrase(const std::vector<Word>& words, std::size_t first, std::size_t count) {
    std::string out = words[first].text;
    for (std::size_t i = first + 1; i < first + count; ++i) {
        if (words[i].separated) {
            return {};
        }
        out += ' ' + words[i].text;
    }
    return out;
}

} // namespace

std::vector<std::string> nationalitiesOf(std::string_view cell, Issues& issues) {
    std::vector<std::string> codes;
    if (text::isAbsent(cell)) {
        return codes;
    }
    const std::vector<Word> words = wordsOf(cell);
    std::string unread;
    for (std::size_t i = 0; i < words.size();) {
        std::optional<Country> country;
        std::size_t taken = 1;
        for (std::size_t count = std::min(longestName, words.size() - i); count > 0 && !country; --count) {
            country = countryOf(phrase(words, i, count));
            taken = count;
        }
        if (!country) {
            country = countryWithCode(words[i].written);
            taken = 1;
        }
        for (std::size_t count = std::min<std::size_t>(3, words.size() - i);
             count > 0 && !country && !isFiller(words[i].text);
             --count) {
            country = countryNear(phrase(words, i, count));
            taken = count;
        }
        if (country) {
            text::addUnique(codes, country->code);
        }
        if (country && country->formerState) {
            issues.push_back(
                {"nationalities", "nationality.former_state", "The state no longer exists.", text::oneLine(cell)}
            );
        }
        if (!country && !isFiller(words[i].text)) {
            unread += (unread.empty() ? "" : " ") + words[i].text;
        }
        i += country ? taken : 1;
    }
    if (!unread.empty()) {
        issues.push_back({"nationalities", "nationality.unknown", "No country of this name is known.", unread});
    }
    return codes;
}

} // namespace dttot::fields
