#include "extraction/fields/ofac_list.h"

#include "extraction/fields/listed_values.h"
#include "extraction/text.h"

#include <algorithm>
#include <array>

namespace dttot::fields {

namespace {

/// Takes `start` off the text, whatever its case.
bool takeStart(std::string_view& text, std::string_view start) {
    if (text.size() < start.size() || text::lower(text.substr(0, start.size())) != start) {
        return false;
    }
    text = text::trim(text.substr(start.size()));
    return true;
}

/// "A12345 (Iran) expires 2010": a number, then a country in brackets.
void addNumber(Record& record, std::string_view type, std::string_view text) {
    const std::size_t bracket = text.find('(');
    std::string_view country;
    if (bracket != std::string_view::npos) {
        country = text.substr(bracket + 1, std::min(text.find(')', bracket), text.size()) - bracket - 1);
    }
    const std::string_view number = text::trim(text.substr(0, std::min(bracket, text.size())));
    addDocument(record, type, number.substr(0, number.find(" issued")), country);
}

bool readNumber(Record& record, std::string_view item) {
    constexpr std::array<std::string_view, 8> kinds{
        "Passport",
        "National ID No.",
        "Identification Number",
        "SSN",
        "Tax ID No.",
        "Birth Certificate Number",
        "Driver's License No.",
        "Registration Number"};
    return std::ranges::any_of(kinds, [&](std::string_view kind) {
        std::string_view rest = item;
        if (!takeStart(rest, text::lower(kind)) || rest.empty()) {
            return false;
        }
        addNumber(record, kind, rest);
        return true;
    });
}

void readItem(Record& record, std::string_view item) {
    takeStart(item, "alt. ");
    takeStart(item, "(alt.) ");
    if (takeStart(item, "dob ")) {
        addBirthDates(record, item);
    } else if (takeStart(item, "pob ")) {
        text::addUnique(record.birthPlaces, text::oneLine(item));
    } else if (takeStart(item, "nationality ") || takeStart(item, "citizen ")) {
        addNationality(record, item);
    } else if (takeStart(item, "a.k.a. ") || takeStart(item, "f.k.a. ")) {
        // Weak names stand in the remarks of the delimited form, and only there.
        text::addUnique(record.weakAliases, spokenName(text::strip(item, "'\".")));
    } else {
        (void)readNumber(record, item);
    }
}

} // namespace

ListName ofacListOf(const Sample& sample) {
    const auto isOther = [](std::string_view name) {
        const std::string folded = text::lower(name);
        return folded.find("cons_") != std::string::npos || folded.find("consolidated") != std::string::npos;
    };
    if (isOther(sample.filename) || std::ranges::any_of(sample.entries, isOther)) {
        return {"ofac-consolidated", "OFAC, other sanctions"};
    }
    return {"ofac-sdn", "OFAC, specially designated nationals"};
}

void addOfacRemarks(Record& record, std::string_view remarks) {
    if (text::isAbsent(remarks) || remarks == "-0-") {
        return;
    }
    for (std::string_view item : text::split(remarks, ';')) {
        item = text::trim(item);
        if (item.ends_with('.') && !item.ends_with("..")) {
            item.remove_suffix(1);
        }
        readItem(record, item);
    }
    addRemark(record, "", text::oneLine(remarks));
}

} // namespace dttot::fields
