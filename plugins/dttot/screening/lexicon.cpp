#include "lexicon.h"

#include "folding.h"
#include "known_names.h"
#include "spelling.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

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

/// What is left of "abdul" before words that swallow its l. Longer ones first.
constexpr std::string_view servants[] = {
    "abdoul", "abdoel", "abdoer", "abdoes", "abdul", "abdel", "abdal", "abdil", "abdol", "abdur", "abdus",
    "abdun",  "abdut",  "abdud",  "abduz",  "abder", "abdes", "abden", "abdou", "abdu",  "abd",
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

constexpr std::string_view organisationMarks[] = {
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

/// Somebody's father or mother, by whose name many are called.
constexpr std::string_view fathers[] = {
    "abi",
    "aboe",
    "abou",
    "abu",
};
constexpr std::string_view mothers[] = {
    "oemmoe",
    "um",
    "umi",
    "umm",
    "ummi",
    "ummu",
};

/// Words of organisations' names that tell little, and words before people's names that are half a title.
constexpr std::string_view genericWords[] = {
    "ag",
    "aka",
    "alias",
    "anak",
    "and",
    "bang",
    "berhad",
    "bhd",
    "bu",
    "bv",
    "cabang",
    "cak",
    "cik",
    "co",
    "company",
    "daeng",
    "dan",
    "fa",
    "for",
    "general",
    "global",
    "gus",
    "in",
    "indonesia",
    "indonesian",
    "industri",
    "industries",
    "industry",
    "internasional",
    "international",
    "islamic",
    "jamiah",
    "kang",
    "lek",
    "mas",
    "mbah",
    "mbak",
    "nasional",
    "national",
    "nv",
    "of",
    "om",
    "pak",
    "pakde",
    "persada",
    "sa",
    "sayid",
    "services",
    "si",
    "spa",
    "the",
    "uda",
    "und",
    "untuk",
    "wak",
    "world",
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
    add(organisationMarks, organisationMark);
    return roles;
}

using Senses = std::unordered_map<std::string, WordSense>;

void addSense(Senses& senses, std::string_view word, const WordSense& sense) {
    senses.try_emplace(std::string(word), sense);
    senses.try_emplace(spelled(word), sense);
}

template <typename Take>
void forEachGroup(std::string_view groups, Take&& take) {
    while (!groups.empty()) {
        const auto end = std::min(groups.find(';'), groups.size());
        take(wordsOf(groups.substr(0, end)));
        groups.remove_prefix(std::min(end + 1, groups.size()));
    }
}

void addNames(Senses& senses, std::string_view groups, WordClass wordClass) {
    forEachGroup(groups, [&](const std::vector<std::string_view>& spellings) {
        const WordSense sense{spelled(spellings.front()), wordClass, true};
        std::ranges::for_each(spellings, [&](std::string_view word) { addSense(senses, word, sense); });
    });
}

/// By romanised word and by simplified spelling.
Senses gatheredSenses() {
    Senses senses;
    for (const std::string_view word : servants) {
        senses.try_emplace(std::string(word), WordSense{"abd", WordClass::generic, true});
    }
    for (const std::string_view word : fathers) {
        addSense(senses, word, {"abu", WordClass::kin, true});
    }
    for (const std::string_view word : mothers) {
        addSense(senses, word, {"umu", WordClass::kin, true});
    }
    for (const std::string_view word : organisationMarks) {
        addSense(senses, word, {spelled(word), WordClass::generic, true});
    }
    for (const std::string_view word : genericWords) {
        addSense(senses, word, {spelled(word), WordClass::generic, true});
    }
    addNames(senses, veryCommonNames(), WordClass::veryCommon);
    for (const std::string_view names : commonNames()) {
        addNames(senses, names, WordClass::common);
    }
    return senses;
}

using Relatives = std::unordered_map<std::string, std::vector<std::string>>;

struct Knowledge {
    Senses senses;
    Relatives relatives; ///< by key
};

std::string keyIn(const Senses& senses, std::string_view word) {
    const auto found = senses.find(std::string(word));
    return found != senses.end() ? found->second.key : spelled(word);
}

Knowledge gatheredKnowledge() {
    Knowledge gathered{gatheredSenses(), {}};
    forEachGroup(shortForms(), [&](const std::vector<std::string_view>& words) {
        const std::string name = keyIn(gathered.senses, words.front());
        for (std::size_t i = 1; i < words.size(); ++i) {
            const std::string shortForm = keyIn(gathered.senses, words[i]);
            gathered.senses.try_emplace(shortForm, WordSense{shortForm, WordClass::common, false});
            gathered.relatives[name].push_back(shortForm);
            gathered.relatives[shortForm].push_back(name);
        }
    });
    for (auto& [word, sense] : gathered.senses) {
        sense.hasRelatives = gathered.relatives.contains(sense.key);
    }
    return gathered;
}

const Knowledge& knowledge() {
    static const Knowledge gathered = gatheredKnowledge();
    return gathered;
}

} // namespace

WordSense senseOf(std::string_view word) {
    if (word.size() == 1) {
        return {std::string(word), WordClass::initial, false};
    }
    // By the word itself first: what abbreviations mean does not follow from how they sound.
    const Senses& senses = knowledge().senses;
    if (const auto found = senses.find(std::string(word)); found != senses.end()) {
        return found->second;
    }
    std::string key = spelled(word);
    const auto found = senses.find(key);
    return found != senses.end() ? found->second : WordSense{std::move(key), WordClass::rare, false};
}

std::span<const std::string> relativesOf(std::string_view key) {
    const Relatives& relatives = knowledge().relatives;
    const auto found = relatives.find(std::string(key));
    return found == relatives.end() ? std::span<const std::string>() : found->second;
}

unsigned rolesOf(std::string_view word) {
    static const Roles gathered = gatheredRoles();
    const auto found = gathered.find(word);
    return found == gathered.end() ? unsigned{noRole} : found->second;
}

std::size_t firstHalfOf(std::string_view word) {
    constexpr std::size_t shortestRest = 3;
    if (constexpr std::string_view father = "abu"; word.starts_with(father)) {
        return word.size() > father.size() + shortestRest && !senseOf(word).isKnown ? father.size() : 0;
    }
    if (!word.starts_with("abd") || senseOf(word).isKnown) {
        return 0;
    }
    for (const std::string_view servant : servants) {
        if (!word.starts_with(servant) || word.size() < servant.size() + shortestRest || servant.size() < 4) {
            continue;
        }
        // "abdurahman" is abdu-rahman, "abdulaziz" abdul-aziz.
        const bool isShared = servant.back() != 'l' && !isVowel(servant.back()) && isVowel(word[servant.size()]);
        return isShared ? servant.size() - 1 : servant.size();
    }
    return 0;
}

} // namespace dttot::screening
