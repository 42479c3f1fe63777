#include "word_roles.h"

#include <algorithm>
#include <unordered_map>

namespace dttot::screening {

namespace {

constexpr std::string_view fatherMarks[] = {
    "ben",
    "bin",
    "bint",
    "binte",
    "binti",
    "bn",
    "bt",
    "bte",
    "ibn",
    "ibni",
    "ibnu",
    "oglu",
    "ould",
    "wold",
};

constexpr std::string_view articles[] = {
    "ad", "al",  "an",  "ar",  "as", "ash", "ass", "asy", "at", "ath", "az", "da", "das",
    "de", "del", "den", "der", "di", "do",  "dos", "du",  "ed", "el",  "er", "ez", "il",
    "la", "le",  "los", "ud",  "ul", "ur",  "us",  "van", "vd", "von", "zu",
};

constexpr std::string_view titles[] = {
    "bapak",      "bpk",      "capt",     "col",     "doctor",  "dr",      "dra",       "drg",      "drh",
    "drs",        "eng",      "engineer", "gen",     "general", "h",       "hadji",     "haj",      "hajah",
    "haji",       "hajj",     "hajja",    "hajjah",  "hajji",   "hj",      "ibu",       "insinyur", "ir",
    "jenderal",   "kapten",   "kh",       "kiai",    "kiyai",   "kol",     "kolonel",   "kyai",     "letkol",
    "lieutenant", "lt",       "maj",      "major",   "maulavi", "maulawi", "mawlawi",   "mayor",    "miss",
    "mister",     "mohtaram", "molvi",    "moulavi", "mr",      "mrs",     "ms",        "mufti",    "mula",
    "mulah",      "mulla",    "mullah",   "ny",      "nyonya",  "prof",    "professor", "qari",     "raden",
    "rd",         "rev",      "saudara",  "saudari", "sdr",     "sdri",    "sgt",       "shaikh",   "shaykh",
    "sheik",      "sheikh",   "shekh",    "sir",     "syaikh",  "syech",   "syeh",      "syeikh",   "syekh",
    "teungku",    "tgk",      "tn",       "tuan",    "ust",     "ustad",   "ustadh",    "ustadz",   "ustadzah",
    "ustaz",      "ustz",
};

constexpr std::string_view degrees[] = {
    "amd",  "ba",  "bsc", "dipl", "lc",  "llm", "ma", "mag", "mba",  "md",  "me", "meng", "mh",  "mhum", "mkes",
    "mkom", "mm",  "mpd", "mpdi", "msc", "msi", "mt", "phd", "sag",  "se",  "sh", "shi",  "sip", "skep", "skm",
    "skom", "sos", "spd", "spdi", "spi", "spt", "ss", "ssi", "ssos", "sst", "st", "sthi", "stp",
};

constexpr std::string_view marksOfOrganisations[] = {
    "asosiasi",     "association", "badan",        "bank",         "brigade", "center",     "centre",
    "company",      "cooperative", "corp",         "corporation",  "cv",      "enterprise", "enterprises",
    "federation",   "firma",       "forum",        "foundation",   "front",   "gerakan",    "gmbh",
    "group",        "grup",        "harakat",      "hawala",       "holding", "holdings",   "inc",
    "incorporated", "institut",    "institute",    "institution",  "jaish",   "jamaah",     "jamaat",
    "jamiyah",      "jemaah",      "kelompok",     "kesatuan",     "komite",  "kongsi",     "koperasi",
    "lashkar",      "laskar",      "lembaga",      "liga",         "limited", "liwa",       "llc",
    "llp",          "ltd",         "majelis",      "majlis",       "mission", "movement",   "network",
    "ooo",          "organisasi",  "organisation", "organization", "ormas",   "pasukan",    "perhimpunan",
    "perkumpulan",  "persatuan",   "persero",      "perusahaan",   "plc",     "pt",         "pte",
    "pty",          "relief",      "sdn",          "serikat",      "society", "sro",        "tbk",
    "trading",      "trust",       "union",        "usaha",        "yayasan", "yys",
};

using Roles = std::unordered_map<std::string_view, unsigned>;

Roles gatheredRoles() {
    Roles roles;
    const auto add = [&](std::span<const std::string_view> words, WordRole role) {
        std::ranges::for_each(words, [&](std::string_view word) { roles[word] |= role; });
    };
    add(fatherMarks, fatherMark);
    add(articles, article);
    add(titles, title);
    add(degrees, degree);
    add(marksOfOrganisations, organisationMark);
    return roles;
}

} // namespace

std::span<const std::string_view> organisationMarks() { return marksOfOrganisations; }

unsigned rolesOf(std::string_view word) {
    static const Roles gathered = gatheredRoles();
    const auto found = gathered.find(word);
    return found == gathered.end() ? unsigned{noRole} : found->second;
}

} // namespace dttot::screening
