#include "extraction/fields/kode_densus.h"

#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

/// The normal form of a line, empty for a text of another shape.
std::string normalForm(std::string_view line) {
    if (line.size() > 40) {
        return {};
    }
    std::string plain;
    for (const char c : text::lower(text::strip(line, ";,.:"))) {
        if (!text::isSpace(c) && c != '-' && c != '_' && c != '.') {
            plain += c;
        }
    }
    const std::size_t letters = static_cast<std::size_t>(std::ranges::find_if(plain, &text::isDigit) - plain.begin());
    const std::size_t digits = plain.size() - letters;
    const bool ascii = std::ranges::all_of(plain.substr(0, letters), [](char c) { return c >= 'a' && c <= 'z'; });
    if (letters != 3 || !ascii || digits < 1 || digits > 6
        || !std::ranges::all_of(plain.substr(letters), &text::isDigit)) {
        return {};
    }
    std::string code;
    for (const char c : plain.substr(0, 3)) {
        code += static_cast<char>(c - 'a' + 'A');
    }
    return code + '-' + std::string(digits < 3 ? 3 - digits : 0, '0') + plain.substr(3);
}

} // namespace

bool isKodeDensus(std::string_view text) { return !normalForm(text::oneLine(text)).empty(); }

std::string kodeDensusOf(std::string_view text) {
    std::string line = text::oneLine(text);
    std::string code = normalForm(line);
    return !code.empty() ? code : text::isAbsent(line) ? std::string() : line;
}

} // namespace dttot::fields
