#include "lexicon.h"

#include "folding.h"
#include "known_names.h"
#include "spelling.h"
#include "word_roles.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace dttot::screening {

namespace {

/// What is left of "abdul" before words that swallow its l. Longer ones first.
constexpr std::string_view servants[] = {
    "abdoul", "abdoel", "abdoer", "abdoes", "abdul", "abdel", "abdal", "abdil", "abdol", "abdur", "abdus",
    "abdun",  "abdut",  "abdud",  "abduz",  "abder", "abdes", "abden", "abdou", "abdu",  "abd",
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

using Senses = std::unordered_map<std::string, WordSense>;

/// The simplified spelling of a word; the word itself where that is one letter, which is the key of initials.
std::string keyOf(std::string_view word) {
    std::string key = spelled(word);
    return key.size() > 1 ? key : std::string(word);
}

void addSense(Senses& senses, std::string_view word, const WordSense& sense) {
    senses.try_emplace(std::string(word), sense);
    senses.try_emplace(keyOf(word), sense);
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
        const WordSense sense{keyOf(spellings.front()), wordClass, true};
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
    for (const std::string_view word : organisationMarks()) {
        addSense(senses, word, {keyOf(word), WordClass::generic, true});
    }
    for (const std::string_view word : genericWords) {
        addSense(senses, word, {keyOf(word), WordClass::generic, true});
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
    return found != senses.end() ? found->second.key : keyOf(word);
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
    std::string key = keyOf(word);
    if (const auto found = senses.find(key); found != senses.end()) {
        return found->second;
    }
    // "Dj." is the initial J in old spelling, "Ai" a name.
    if (std::ranges::none_of(word, isVowel)) {
        if (std::string letter = spelled(word); letter.size() == 1) {
            return {std::move(letter), WordClass::initial, false};
        }
    }
    return {std::move(key), WordClass::rare, false};
}

std::span<const std::string> relativesOf(std::string_view key) {
    const Relatives& relatives = knowledge().relatives;
    const auto found = relatives.find(std::string(key));
    return found == relatives.end() ? std::span<const std::string>() : found->second;
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
