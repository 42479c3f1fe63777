#include "extraction/fields/subject_type.h"

#include "extraction/fields/kode_densus.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

std::optional<SubjectType> subjectTypeOf(std::string_view text) {
    constexpr std::string_view personWords[] = {
        "orang",
        "individu",
        "individual",
        "perorangan",
        "perseorangan",
        "person",
        "perseorang",
        "persons",
        "individuals"};
    constexpr std::string_view entityWords[] = {
        "korporasi",
        "entitas",
        "organisasi",
        "badan",
        "kelompok",
        "lembaga",
        "corporate",
        "entity",
        "entities",
        "organisation",
        "organization",
        "perusahaan",
        "kooporasi",
        "coorporate"};
    bool person = false;
    bool entity = false;
    std::string word;
    const std::string folded = text::lower(text::oneLine(text)) + ' ';
    for (const char c : folded) {
        if (text::isLetter(c)) {
            word += c;
            continue;
        }
        person = person || std::ranges::find(personWords, word) != std::end(personWords);
        entity = entity || std::ranges::find(entityWords, word) != std::end(entityWords);
        word.clear();
    }
    if (person == entity) {
        return std::nullopt;
    }
    return person ? SubjectType::person : SubjectType::entity;
}

std::optional<SubjectType> subjectTypeOfCode(std::string_view kodeDensus) {
    if (!isKodeDensus(kodeDensus)) {
        return std::nullopt;
    }
    const char first = kodeDensusOf(kodeDensus)[0];
    return first == 'I'   ? std::optional(SubjectType::person)
           : first == 'E' ? std::optional(SubjectType::entity)
                          : std::nullopt;
}

} // namespace dttot::fields
