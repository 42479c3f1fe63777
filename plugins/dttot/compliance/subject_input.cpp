#include "compliance/subject_input.h"

#include "extraction/fields/birth_dates.h"
#include "extraction/fields/nationalities.h"

#include <algorithm>
#include <cctype>

namespace dttot::compliance {

namespace {

constexpr int longestName = 10'000;

std::string birthDateIn(std::string_view text, const std::string& place, std::vector<tenon::FieldError>& faults) {
    constexpr int daysAfter1900 = 0;
    Issues issues;
    const std::vector<std::string> dates = fields::birthDatesOf(text, daysAfter1900, "birth_date", issues);
    if (dates.size() != 1 || !issues.empty()) {
        faults.push_back({place, "Must be one date, such as 1981-07-14, 1981-07, 1981 or 14/07/1981."});
        return {};
    }
    return dates.front();
}

bool isCode(std::string_view text) {
    return text.size() == 2 && std::ranges::all_of(text, [](unsigned char c) { return std::isalpha(c) != 0; });
}

std::vector<std::string>
nationalitiesIn(std::string_view text, const std::string& place, std::vector<tenon::FieldError>& faults) {
    std::string cell(text);
    if (isCode(cell)) {
        std::ranges::transform(cell, cell.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    }
    Issues issues;
    std::vector<std::string> countries = fields::nationalitiesOf(cell, issues);
    if (countries.empty()) {
        faults.push_back({place, "Must be a country: its code of two letters or its name."});
    }
    return countries;
}

void addNumber(std::vector<std::string>& numbers, std::string_view text) {
    if (!text.empty()) {
        numbers.emplace_back(text);
    }
}

} // namespace

const tenon::Fields& subjectFields() {
    using namespace tenon::fields;
    static const tenon::Fields made{
        text("name", longestName)
            .nullable()
            .help("Needed; in any script, order and spelling")
            .example("Yoesoef Wendrajana"),
        text("birth_date", 100)
            .nullable()
            .help("As far as it is known: 1981-07-14, 1981-07, 1981, 1981~ (about), 1980/1982")
            .example("1981-07-14"),
        text("birth_place", 200).nullable().example("Sidoarjo"),
        text("nik", 40).nullable().example("9912041407810003"),
        text("passport", 40).nullable(),
        text("nationality", 100).nullable().help("ISO 3166-1 alpha-2 or the country's name").example("ID"),
        text("reference", 200).nullable().help("The client's own name for the subject, answered as it is"),
    };
    return made;
}

SentSubject subjectIn(const tenon::JsonObject& sent, const std::string& place, std::vector<tenon::FieldError>& faults) {
    SentSubject out;
    out.reference = tenon::textAt(sent, "reference");
    if (const std::string_view name = tenon::textAt(sent, "name"); name.empty()) {
        faults.push_back({place + "name", "This field is required."});
    } else {
        out.subject.names.emplace_back(name);
    }
    if (const std::string_view date = tenon::textAt(sent, "birth_date"); !date.empty()) {
        out.subject.birthDate = birthDateIn(date, place + "birth_date", faults);
    }
    if (const std::string_view country = tenon::textAt(sent, "nationality"); !country.empty()) {
        out.subject.nationalities = nationalitiesIn(country, place + "nationality", faults);
    }
    out.subject.birthPlace = tenon::textAt(sent, "birth_place");
    addNumber(out.subject.niks, tenon::textAt(sent, "nik"));
    addNumber(out.subject.passports, tenon::textAt(sent, "passport"));
    return out;
}

std::vector<SentSubject> subjectsIn(const tenon::JsonArray& sent, std::vector<tenon::FieldError>& faults) {
    std::vector<SentSubject> subjects;
    subjects.reserve(sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i) {
        subjects.push_back(subjectIn(sent[i].as_object(), "subjects." + std::to_string(i) + ".", faults));
    }
    return subjects;
}

} // namespace dttot::compliance
