#pragma once

#include "word_answer.h"
#include "word_distance.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// The different words of many names, each with a number, and a directory that leads from a word to those that are
/// much like it. Words are added first; once it is sealed it never changes.
class Vocabulary {
public:
    using Number = std::uint32_t;

    struct Similar {
        Number number = 0;
        double answer = 0;
    };

    Vocabulary();

    /// The number of the word, which is added when it is new.
    Number add(const WordSense& sense);

    void seal();

    [[nodiscard]] std::size_t size() const { return _records.size() - 1; }

    [[nodiscard]] std::optional<Number> find(std::string_view key) const;
    [[nodiscard]] Word word(Number number) const;

    /// Of the word that `word` answers, for those who ask for very many.
    [[nodiscard]] bool isKnown(Number number) const { return (_records[number].traits & knownBit) != 0; }

    [[nodiscard]] WordShape shape(Number number) const {
        const Record& record = _records[number];
        return {record.traits & letterMask, _records[number + 1].begin - record.begin};
    }

    /// The words that answer `word`, each once, those first found first.
    [[nodiscard]] std::vector<Similar> similarTo(const Word& word, const Weights& weights) const;

    /// The words that have the same consonants and are at least so similar.
    [[nodiscard]] std::vector<Similar> soundingLike(const Word& word, double least) const;

    /// All words that may be so similar, and some more: nothing is left out, at the price of a walk through all of
    /// them.
    [[nodiscard]] std::vector<Number> allNear(std::string_view searched, double least) const;

    /// The same for words with which one may begin that is so similar; it may be some letters longer.
    [[nodiscard]] std::vector<Number> allBeginning(std::string_view searched, std::size_t longer, double least) const;

    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr unsigned letterBits = 26;
    static constexpr std::uint32_t letterMask = (1U << letterBits) - 1;
    static constexpr unsigned classShift = letterBits;
    static constexpr std::uint32_t knownBit = 1U << 30;
    static constexpr std::uint32_t relativesBit = 1U << 31;

    /// Where a key begins, and what is asked of words most, in the bits of one number. The next one's begin ends it.
    struct Record {
        std::uint32_t begin = 0;
        std::uint32_t traits = 0;
    };

    /// A word of a bucket, with as much of it as tells most of those that are not like another.
    struct Led {
        std::uint32_t numberAndMark = 0;
        std::uint32_t shape = 0; ///< its letters and its size
    };

    template <typename Take>
    void forEachIn(std::uint32_t hash, Take&& take) const;
    void growSlots();
    [[nodiscard]] std::size_t slotOf(std::string_view key) const;
    [[nodiscard]] std::string_view key(Number number) const;
    void sealOrder();
    template <typename Allowed, typename IsMeant>
    [[nodiscard]] std::vector<Number> walk(std::string_view searched, Allowed&& allowed, IsMeant&& isMeant) const;

    std::string _keys;
    std::vector<Record> _records; ///< one more than there are words
    std::vector<Number> _slots;   ///< by the hash of the key, `none` for free ones

    std::vector<Number> _order;        ///< words by their length, then by the alphabet; without the odd ones
    std::vector<std::uint8_t> _shared; ///< letters that each has in common with the one before it
    std::vector<Number> _odd;          ///< words that are not compared by their letters: without vowels, very long

    std::vector<std::uint32_t> _buckets; ///< where the words of a bucket begin, by the highest bits of a variant's hash
    std::vector<Led> _bucketWords;
    unsigned _bucketBits = 1;
    unsigned _numberBits = 0; ///< of a bucket's entry; the rest are the lowest bits of the hash that leads to it
};

} // namespace dttot::screening
