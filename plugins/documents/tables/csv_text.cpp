#include "tables/csv_text.h"

#include "tables/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace documents::tables {

namespace {

constexpr std::size_t sampleBytes = 128U << 10U;

/// Windows-1252 between 0x80 and 0x9F; 0 where it defines nothing.
constexpr std::array<char32_t, 32> windows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

void appendWindows1252(std::string& out, std::string_view bytes) {
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool mapped = byte >= 0x80 && byte < 0xA0 && windows1252[byte - 0x80U] != 0;
        text::appendUtf8(out, mapped ? windows1252[byte - 0x80U] : byte);
    }
}

enum class ByteOrder { little, big };

std::string fromUtf16(std::string_view bytes, ByteOrder order) {
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(order == ByteOrder::little ? first | second << 8U : second | first << 8U);
    };
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
                i += 2;
            }
        }
        text::appendUtf8(out, c);
    }
    return out;
}

/// How many columns the rows of a sample have under a delimiter: number of columns -> number of rows.
std::map<std::size_t, std::size_t> widthsOf(std::string_view sample, char delimiter) {
    std::map<std::size_t, std::size_t> widths;
    std::size_t columns = 1;
    bool quoted = false;
    bool fieldBegins = true;
    for (const char c : sample) {
        if (c == '"' && (quoted || fieldBegins)) {
            quoted = !quoted;
        } else if (!quoted && c == '\n') {
            ++widths[columns];
            columns = 1;
        } else if (!quoted && c == delimiter) {
            ++columns;
        }
        fieldBegins = !quoted && (c == delimiter || c == '\n' || (fieldBegins && c == ' '));
    }
    return widths;
}

/// The share of the sample's rows that have the commonest width above one, weighed a little by that width.
double agreement(std::string_view sample, char delimiter) {
    std::size_t rows = 0;
    std::size_t best = 0;
    std::size_t bestWidth = 0;
    for (const auto& [width, count] : widthsOf(sample, delimiter)) {
        rows += count;
        if (width > 1 && count * width > best * bestWidth) {
            best = count;
            bestWidth = width;
        }
    }
    return rows == 0 ? 0
                     : static_cast<double>(best) / static_cast<double>(rows)
                           * (1.0 + 0.02 * static_cast<double>(std::min<std::size_t>(bestWidth, 12)));
}

bool isPrintable(char c) { return (c >= ' ' && c < 0x7f && c != '"') || c == '\t'; }

} // namespace

std::string_view decoded(std::string_view bytes, std::string& storage) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const std::string_view head = bytes.substr(0, 4096);
    const auto zeros = [head](std::size_t offset) {
        std::size_t count = 0;
        for (std::size_t i = offset; i < head.size(); i += 2) {
            count += head[i] == '\0' ? 1 : 0;
        }
        return count * 4 > head.size() ? count : 0;
    };
    if (bytes.starts_with("\xFF\xFE") || zeros(1) > 0) {
        storage = fromUtf16(bytes.substr(bytes.starts_with("\xFF\xFE") ? 2 : 0), ByteOrder::little);
        return storage;
    }
    if (bytes.starts_with("\xFE\xFF") || zeros(0) > 0) {
        storage = fromUtf16(bytes.substr(bytes.starts_with("\xFE\xFF") ? 2 : 0), ByteOrder::big);
        return storage;
    }
    if (text::isValidUtf8(bytes)) {
        return bytes;
    }
    storage.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
        const std::string_view line = bytes.substr(begin, end - begin);
        if (text::isValidUtf8(line)) {
            storage.append(line);
        } else {
            appendWindows1252(storage, line);
        }
        begin = end;
    }
    return storage;
}

char delimiterOf(std::string_view text) {
    // A byte of a longer character would cut every other character that has it.
    if (text.size() > 4 && text::lower(text.substr(0, 4)) == "sep=" && isPrintable(text[4])) {
        return text[4];
    }
    std::string sample(text.substr(0, sampleBytes));
    std::ranges::replace(sample, '\r', '\n');
    sample += '\n';
    char best = ',';
    double bestAgreement = 0;
    for (const char delimiter : {';', '\t', ',', '|'}) {
        const double value = agreement(sample, delimiter);
        if (value > bestAgreement) {
            bestAgreement = value;
            best = delimiter;
        }
    }
    return best;
}

} // namespace documents::tables
