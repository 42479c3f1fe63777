#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <utility>

namespace dttot::text {

namespace {

constexpr std::string_view quotes[] = {"\"", "'", "`", "“", "”", "„", "‘", "’", "«", "»", "´"};

constexpr std::string_view absentTexts[] = {
    "",
    "-",
    "--",
    "---",
    ".",
    "n/a",
    "na",
    "n.a",
    "n.a.",
    "nil",
    "null",
    "none",
    "nihil",
    "unknown",
    "tidak ada",
    "tidak diketahui",
    "tdk ada",
    "tdk diketahui",
    "belum diketahui",
    "tidak dicantumkan",
    "not available",
    "not known",
    "kosong",
};

std::string normalised(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    const icu::UnicodeString source =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::string out;
    if (U_FAILURE(status)) {
        return std::string(text);
    }
    nfkc->normalize(source, status).toUTF8String(out);
    return U_SUCCESS(status) ? out : std::string(text);
}

/// What a tidy text has instead of the character; the character itself when it stays.
std::string_view plainFormOf(std::string_view character) {
    constexpr std::string_view dashes[] = {"‐", "‑", "‒", "–", "—", "―", "−"};
    constexpr std::string_view invisible[] = {
        "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad"};
    constexpr std::string_view blanks[] = {
        "\u00a0", "\u202f", "\u3000", "\u2007", "\u2009", "\u200a", "\u2002", "\u2003"};
    const auto among = [character](const auto& list) { return std::ranges::find(list, character) != std::end(list); };
    if (among(dashes)) {
        return "-";
    }
    if (among(invisible)) {
        return "";
    }
    if (among(blanks)) {
        return " ";
    }
    return character == "\u2028" || character == "\u0085" ? std::string_view("\n") : character;
}

bool beginsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::string tidy(std::string_view text) {
    const std::string source = isAscii(text) ? std::string(text) : normalised(text);
    std::string out;
    out.reserve(source.size());
    for (std::size_t i = 0; i < source.size();) {
        const std::size_t length = std::min(characterLength(source[i]), source.size() - i);
        const std::string_view character(source.data() + i, length);
        i += length;
        if (character == "\r") {
            out += i < source.size() && source[i] == '\n' ? "" : "\n";
        } else if (length == 1 && character[0] != '\n' && isSpace(character[0])) {
            out += ' ';
        } else if (length == 1) {
            out += character;
        } else {
            out += plainFormOf(character);
        }
    }
    return std::string(trim(out));
}

std::string oneLine(std::string_view text) {
    const std::string source = tidy(text);
    std::string out;
    out.reserve(source.size());
    for (const char c : source) {
        if (!isSpace(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

std::string_view strip(std::string_view text, std::string_view characters) {
    for (std::size_t before = text.size() + 1; before != text.size();) {
        before = text.size();
        text = trim(text);
        if (!text.empty() && characters.find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
        }
        if (!text.empty() && characters.find(text.back()) != std::string_view::npos) {
            text.remove_suffix(1);
        }
        for (const std::string_view quote : quotes) {
            text.remove_prefix(text.starts_with(quote) ? quote.size() : 0);
            text.remove_suffix(text.ends_with(quote) ? quote.size() : 0);
        }
    }
    return text;
}

std::string_view withoutFormulaGuard(std::string_view text) {
    const bool guarded = text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r").find(text[1]) != text.npos;
    return guarded ? text.substr(1) : text;
}

bool isAbsent(std::string_view text) {
    constexpr int longest = 40; // more letters than any of the texts has
    const auto says = [](char c) { return isDigit(c) || (isLetter(c) && static_cast<unsigned char>(c) < 0x80); };
    if (std::ranges::count_if(text, says) > longest) {
        return false;
    }
    const std::string plain = lower(strip(oneLine(text), ";,:'"));
    return std::ranges::find(absentTexts, plain) != std::end(absentTexts);
}

std::string compact(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (isLetter(c) || isDigit(c)) {
            out += c;
        }
    }
    return lower(out);
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, &beginsCharacter));
}

std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    while (most > 0 && !beginsCharacter(text[most])) {
        --most;
    }
    return text.substr(0, most);
}

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || a.size() > 63 || b.size() > 63) {
        return limit + 1;
    }
    // What both begin and end with costs nothing; most words that are compared have little else or nothing in common.
    const auto front = std::ranges::mismatch(a, b).in1 - a.begin();
    a.remove_prefix(static_cast<std::size_t>(front));
    b.remove_prefix(static_cast<std::size_t>(front));
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    std::array<std::size_t, 64> row{};
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        std::size_t least = row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
            least = std::min(least, row[j]);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return row[b.size()];
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; end <= text.size(); ++end) {
        if (end == text.size() || text[end] == separator) {
            parts.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return parts;
}

void addUnique(std::vector<std::string>& list, std::string value) {
    if (!value.empty() && std::ranges::find(list, value) == list.end()) {
        list.push_back(std::move(value));
    }
}

} // namespace dttot::text
