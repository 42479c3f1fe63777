#include "index_parts.h"

namespace dttot::screening {

std::uint32_t numberHash(std::string_view compactedNumber) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : compactedNumber) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15ULL) >> 32);
}

std::size_t weightIndexOf(const Word& word) {
    switch (word.wordClass) {
    case WordClass::common:
        return 1;
    case WordClass::veryCommon:
        return 2;
    case WordClass::generic:
    case WordClass::kin:
        return genericWeight;
    case WordClass::initial:
        return initialWeight;
    case WordClass::rare:
        break;
    }
    return word.key.size() > 3 ? 0 : word.key.size() == 3 ? 5 : 6;
}

std::array<double, weightCount> wordWeights(const Weights& weights) {
    const auto of = [&](WordClass wordClass, std::string_view key) {
        return weightOf(
            {.key = key,
             .letters = 0,
             .wordClass = wordClass,
             .isKnown = false,
             .hasRelatives = false,
             .isOfFather = false,
             .number = AnswerMemo::noNumber},
            weights
        );
    };
    return {
        of(WordClass::rare, "xxxx"),
        of(WordClass::common, "x"),
        of(WordClass::veryCommon, "x"),
        of(WordClass::generic, "x"),
        of(WordClass::initial, "x"),
        of(WordClass::rare, "xxx"),
        of(WordClass::rare, "xx"),
    };
}

std::string_view IndexParts::textOf(std::uint32_t name) const {
    return std::string_view(texts).substr(textBegin[name], textBegin[name + 1] - textBegin[name]);
}

std::string_view IndexParts::factsOf(std::uint32_t entry) const {
    const auto begin = entries[entry].factsBegin;
    return std::string_view(facts).substr(begin, entries[entry + 1].factsBegin - begin);
}

std::span<const NameCode> IndexParts::wordsOf(std::uint32_t name) const {
    return std::span(words).subspan(wordsBegin[name], wordsBegin[name + 1] - wordsBegin[name]);
}

std::span<const std::uint32_t> IndexParts::namesWith(Vocabulary::Number word) const {
    return std::span(postings).subspan(postingsBegin[word], postingsBegin[word + 1] - postingsBegin[word]);
}

std::span<const OtherWords> IndexParts::otherWordsWith(Vocabulary::Number word) const {
    return std::span(otherWords).subspan(postingsBegin[word], postingsBegin[word + 1] - postingsBegin[word]);
}

} // namespace dttot::screening
