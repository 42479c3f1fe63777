#include "facts.h"
#include "index_parts.h"
#include "spelling.h"

#include <algorithm>

namespace dttot::screening {

namespace {

/// Of the words but the one at `place`.
OtherWords othersOf(const IndexParts& parts, std::span<const NameCode> words, std::size_t place, const auto& weights) {
    std::uint32_t letters = 0;
    double weight = 0;
    bool areKnown = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == place || words[i].weight() == genericWeight) {
            continue;
        }
        if (words[i].weight() == initialWeight) {
            return OtherWords::untold();
        }
        const Word word = parts.vocabulary.word(words[i].number());
        letters |= word.letters;
        weight += weights[words[i].weight()];
        areKnown = areKnown && word.isKnown;
    }
    return {letters, weight, areKnown};
}

/// Puts the names behind each of their words, in the order of the names.
void makePostings(IndexParts& parts) {
    parts.postingsBegin.assign(parts.vocabulary.size() + 1, 0);
    for (const NameCode code : parts.words) {
        ++parts.postingsBegin[code.number() + 1];
    }
    for (std::size_t word = 1; word < parts.postingsBegin.size(); ++word) {
        parts.postingsBegin[word] += parts.postingsBegin[word - 1];
    }
    parts.postings.resize(parts.words.size());
    parts.otherWords.resize(parts.words.size());
    const auto weights = wordWeights(parts.weights);
    std::vector<std::uint32_t> next = parts.postingsBegin;
    for (std::uint32_t name = 0; name < parts.nameCount(); ++name) {
        const auto words = parts.wordsOf(name);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::uint32_t place = next[words[i].number()]++;
            parts.postings[place] = name;
            parts.otherWords[place] = othersOf(parts, words, i, weights);
        }
    }
}

/// Two words of the next name, as they are compared, and as they would be spelled together: "tj" is no t and j.
void addJoint(IndexParts& parts, const NameWord& first, const NameWord& second) {
    const auto name = static_cast<std::uint32_t>(parts.nameCount());
    const std::string compared = first.sense.key + second.sense.key;
    const std::string together = spelled(first.text + second.text);
    parts.joints.add(name, compared);
    if (together != compared) {
        parts.joints.add(name, together);
    }
}

} // namespace

IndexBuilder::IndexBuilder(const Weights& weights) : _parts(std::make_unique<IndexParts>()) {
    _parts->weights = weights;
}

IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::add(const Entry& entry) {
    IndexParts& parts = *_parts;
    const auto number = static_cast<std::uint32_t>(parts.entryCount());
    auto& record = parts.entries.back();
    record.id = entry.id;
    record.list = entry.list;
    record.kind = entry.kind;
    const std::string packed = packedFacts(entry);
    parts.facts += packed;
    const Facts facts = factsOf(packed);
    const BirthYears years = birthYearsOf(facts);
    for (const auto& numbers : {facts.niks, facts.passports}) {
        for (const std::string_view each : numbers) {
            parts.numbers.push_back(std::uint64_t{numberHash(each)} << 32 | number);
        }
    }
    for (const ListedName& listed : entry.names) {
        const Name name = nameOf(listed.text);
        for (const NameWord& word : name.words) {
            const Vocabulary::Number wordNumber = parts.vocabulary.add(word.sense);
            parts.words.emplace_back(wordNumber, weightIndexOf(parts.vocabulary.word(wordNumber)), word.isOfFather);
        }
        for (std::size_t i = 1; i < name.words.size(); ++i) {
            addJoint(parts, name.words[i - 1], name.words[i]);
        }
        parts.wordsBegin.push_back(static_cast<std::uint32_t>(parts.words.size()));
        parts.texts += listed.text;
        parts.textBegin.push_back(static_cast<std::uint32_t>(parts.texts.size()));
        parts.nameEntries.push_back(number);
        parts.nameBornYears.push_back({static_cast<std::int16_t>(years.from), static_cast<std::int16_t>(years.to)});
        parts.nameTraits.push_back(static_cast<std::uint8_t>(
            (listed.strength == Strength::weak ? IndexParts::weakTrait : 0)
            | (name.isOrganisation ? IndexParts::organisationTrait : 0)
        ));
    }
    parts.entries.push_back({
        .id = 0,
        .list = 0,
        .factsBegin = static_cast<std::uint32_t>(parts.facts.size()),
        .firstName = static_cast<std::uint32_t>(parts.nameCount()),
        .kind = Kind::unknown,
    });
}

Index IndexBuilder::build() {
    IndexParts& parts = *_parts;
    parts.entries.shrink_to_fit();
    parts.facts.shrink_to_fit();
    parts.nameEntries.shrink_to_fit();
    parts.nameBornYears.shrink_to_fit();
    parts.wordsBegin.shrink_to_fit();
    parts.words.shrink_to_fit();
    parts.textBegin.shrink_to_fit();
    parts.texts.shrink_to_fit();
    parts.nameTraits.shrink_to_fit();
    parts.numbers.shrink_to_fit();
    std::ranges::sort(parts.numbers);
    makePostings(parts);
    parts.vocabulary.seal();
    parts.joints.seal();
    const Weights weights = parts.weights;
    Index index(std::move(_parts));
    _parts = std::make_unique<IndexParts>();
    _parts->weights = weights;
    return index;
}

} // namespace dttot::screening
