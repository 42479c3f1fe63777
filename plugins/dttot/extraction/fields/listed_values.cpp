#include "extraction/fields/listed_values.h"

#include "extraction/fields/birth_dates.h"
#include "extraction/fields/country_names.h"
#include "extraction/fields/nationalities.h"
#include "extraction/text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dttot::fields {

namespace {

/// Names with their words in an order, or with commas, that a person's list does not have.
constexpr std::pair<std::string_view, std::string_view> officialNames[] = {
    {"congo, democratic republic of the", "CD"},
    {"gaza", "PS"},
    {"iran (islamic republic of)", "IR"},
    {"korea, north", "KP"},
    {"korea, south", "KR"},
    {"lao people's democratic republic", "LA"},
    {"macau", "MO"},
    {"republic of korea", "KR"},
    {"state of palestine", "PS"},
    {"tanzania, united republic of", "TZ"},
    {"undetermined", ""},
    {"venezuela (bolivarian republic of)", "VE"},
    {"west bank", "PS"},
};

/// Empty for what the list says it does not know; nothing for a name that is none of the official ones.
std::optional<std::string> officialCode(std::string_view country) {
    const std::string name = text::lower(text::oneLine(country));
    const auto* found =
        std::ranges::find(officialNames, std::string_view(name), &std::pair<std::string_view, std::string_view>::first);
    if (found != std::end(officialNames)) {
        return std::string(found->second);
    }
    const auto known = countryOf(name);
    return known ? std::optional(known->code) : std::nullopt;
}

std::string countryCodeOr(std::string_view country) {
    if (const auto code = officialCode(country)) {
        return *code;
    }
    Issues ignored;
    const std::vector<std::string> codes = nationalitiesOf(country, ignored);
    return codes.size() == 1 ? codes.front() : text::oneLine(country);
}

bool isNik(std::string_view number) {
    constexpr std::size_t nikDigits = 16;
    return number.size() == nikDigits && std::ranges::all_of(number, text::isDigit);
}

/// "01 Jan 1950 to 31 Dec 1955" as one interval, which are years; nothing for what is not exactly two dates.
std::string intervalOf(std::string_view text) {
    constexpr std::string_view between = " to ";
    const std::size_t middle = text.find(between);
    if (middle == std::string_view::npos) {
        return {};
    }
    std::string interval;
    for (const std::string_view side : {text.substr(0, middle), text.substr(middle + between.size())}) {
        Issues issues;
        const std::vector<std::string> dates = birthDatesOf(side, 0, "birth_dates", issues);
        if (dates.size() != 1 || !issues.empty() || dates.front().find('/') != std::string::npos) {
            return {};
        }
        interval += interval.empty() ? "" : "/";
        interval += dates.front().substr(0, dates.front().find('~'));
    }
    constexpr std::size_t yearDigits = 4;
    const std::size_t slash = interval.find('/');
    if (interval.substr(0, slash).ends_with("-01-01") && interval.ends_with("-12-31")) {
        return interval.substr(0, yearDigits) + interval.substr(slash, yearDigits + 1);
    }
    return interval;
}

} // namespace

std::string joinedBy(std::string_view separator, std::initializer_list<std::string_view> texts) {
    std::string all;
    for (const std::string_view text : texts) {
        if (!text::isAbsent(text)) {
            all.append(all.empty() ? "" : separator).append(text);
        }
    }
    return all;
}

void addNationality(Record& record, std::string_view country) {
    if (auto code = officialCode(country)) {
        text::addUnique(record.nationalities, std::move(*code));
        return;
    }
    for (std::string& code : nationalitiesOf(country, record.issues)) {
        text::addUnique(record.nationalities, std::move(code));
    }
}

void addDocument(Record& record, std::string_view type, std::string_view number, std::string_view country) {
    const std::string plain = text::oneLine(number);
    if (text::isAbsent(plain)) {
        return;
    }
    const std::string where = text::isAbsent(country) ? std::string() : countryCodeOr(country);
    record.documents.push_back({text::oneLine(type), plain, where});
    if (text::lower(type).find("passport") != std::string::npos) {
        text::addUnique(record.passports, plain);
    } else if (where == "ID" && isNik(text::compact(plain))) {
        text::addUnique(record.nik, text::compact(plain));
    }
}

void addBirthDates(Record& record, std::string_view text) {
    if (std::string interval = intervalOf(text); !interval.empty()) {
        text::addUnique(record.birthDates, std::move(interval));
        return;
    }
    for (std::string& date : birthDatesOf(text, 0, "birth_dates", record.issues)) {
        text::addUnique(record.birthDates, std::move(date));
    }
}

void addRemark(Record& record, std::string_view label, std::string_view text) {
    if (text::isAbsent(text)) {
        return;
    }
    record.description.append(record.description.empty() ? "" : "\n");
    record.description.append(label).append(label.empty() ? "" : ": ").append(text);
}

std::string spokenName(std::string_view lastNameFirst) {
    const std::string name = text::oneLine(lastNameFirst);
    const std::size_t comma = name.find(", ");
    if (comma == std::string::npos || name.find(", ", comma + 1) != std::string::npos) {
        return name;
    }
    return name.substr(comma + 2) + " " + name.substr(0, comma);
}

} // namespace dttot::fields
