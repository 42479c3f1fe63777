#include "extraction/fields/addresses.h"

#include "extraction/fields/list_items.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

/// Whether a line starts a new address rather than going on with the line above.
bool beginsAddress(std::string_view line) {
    constexpr std::string_view starts[] = {"jl",       "jln",    "jalan",     "dsn",    "dusun",      "desa",
                                           "ds",       "perum",  "perumahan", "kp",     "kampung",    "komplek",
                                           "kompleks", "gang",   "kantor",    "alamat", "lingkungan", "ling",
                                           "dukuh",    "asrama", "pondok",    "street"};
    std::string word;
    for (const char c : text::lower(line)) {
        if (!text::isLetter(c)) {
            break;
        }
        word += c;
    }
    return std::ranges::find(starts, word) != std::end(starts);
}

/// Where lines are wrapped by a page's width, only the plainest beginnings count, and not after a comma.
bool beginsWrappedAddress(std::string_view before, std::string_view line) {
    constexpr std::string_view starts[] = {"jl.", "jln.", "jalan ", "perum ", "dsn.", "dusun ", "desa "};
    const std::string folded = text::lower(line);
    const bool plain = std::ranges::any_of(starts, [&](std::string_view start) { return folded.starts_with(start); });
    return plain && before.size() >= 12 && !before.ends_with(',') && !before.ends_with(':') && !before.ends_with(')');
}

/// "Kantor cabang 2: X", "Alamat KTP: X": without the label.
std::string_view withoutLabel(std::string_view address) {
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos || colon > 30) {
        return address;
    }
    const std::string label = text::lower(address.substr(0, colon));
    constexpr std::string_view words[] = {
        "kantor", "alamat", "cabang", "domisili", "branch", "address", "tempat tinggal", "sekarang"};
    const bool isLabel =
        std::ranges::any_of(words, [&](std::string_view word) { return label.find(word) != std::string::npos; });
    return isLabel ? text::trim(address.substr(colon + 1)) : address;
}

void addAddress(std::vector<std::string>& addresses, std::string_view part) {
    const std::string line = text::oneLine(part);
    const std::string_view address = text::strip(withoutLabel(text::strip(line, ";,-")), ";,-");
    const std::string_view plain = address.ends_with(". ") ? address.substr(0, address.size() - 1) : address;
    if (!text::isAbsent(plain)) {
        text::addUnique(addresses, std::string(plain));
    }
}

/// Where a label in the middle of a text starts the next address: "Kantor cabang 1: A, Kantor cabang 2: B".
std::vector<std::string_view> splitAtBranches(std::string_view text) {
    const std::string folded = text::lower(text);
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = folded.find("kantor cabang", 1); at != std::string::npos;
         at = folded.find("kantor cabang", at + 1)) {
        parts.push_back(text.substr(begin, at - begin));
        begin = at;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

void addItem(std::vector<std::string>& addresses, std::string_view item) {
    for (const std::string_view piece : lettered(item)) {
        for (const std::string_view part : text::split(piece, ';')) {
            for (const std::string_view branch : splitAtBranches(part)) {
                addAddress(addresses, branch);
            }
        }
    }
}

} // namespace

std::vector<std::string> addressesOf(std::string_view cell, tables::LineBreaks lineBreaks) {
    const std::string tidy = text::tidy(cell);
    std::vector<std::string> addresses;
    if (text::isAbsent(tidy)) {
        return addresses;
    }
    std::string item;
    bool inList = false;
    for (std::string_view line : text::split(tidy, '\n')) {
        const bool isLettered = line.size() > 2 && line[1] == ')';
        const bool isItem = !isLettered && takeBullet(line);
        const bool begins =
            lineBreaks == tables::LineBreaks::typed ? beginsAddress(line) : beginsWrappedAddress(item, line);
        const bool startsNext = isItem || (!inList && begins);
        if (startsNext) {
            addItem(addresses, item);
            item.clear();
        }
        inList = inList || isItem;
        item += item.empty() ? "" : " ";
        item += line;
    }
    addItem(addresses, item);
    return addresses;
}

} // namespace dttot::fields
