#pragma once

#include "index.h"
#include "joints.h"
#include "name.h"
#include "name_match.h"
#include "other_words.h"
#include "vocabulary.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// Hash of a NIK or passport number.
[[nodiscard]] std::uint32_t numberHash(std::string_view compactedNumber);

/// A word of a listed name: its number in the vocabulary, what it weighs and whether it is the father's, in one.
class NameCode {
public:
    NameCode() = default;

    static constexpr unsigned numberBits = 28;

    NameCode(Vocabulary::Number number, std::size_t weight, bool isOfFather)
        : _bits(number | static_cast<std::uint32_t>(weight) << numberBits | (isOfFather ? 1U << 31 : 0)) {}

    [[nodiscard]] Vocabulary::Number number() const { return _bits & ((1U << numberBits) - 1); }

    [[nodiscard]] std::size_t weight() const { return _bits >> numberBits & 7U; } ///< which of `wordWeights`

    [[nodiscard]] bool isOfFather() const { return (_bits >> 31) != 0; }

private:
    std::uint32_t _bits = 0;
};

/// Number of different weights that words have.
inline constexpr std::size_t weightCount = 7;
inline constexpr std::size_t genericWeight = 3;
inline constexpr std::size_t initialWeight = 4;

[[nodiscard]] std::size_t weightIndexOf(const Word& word);
[[nodiscard]] std::array<double, weightCount> wordWeights(const Weights& weights);

/// What an index is made of. Names and entries are numbered in the order in which they were added.
struct IndexParts {
    struct EntryRecord {
        std::int64_t id = 0;
        std::uint32_t list = 0;
        std::uint32_t factsBegin = 0; ///< the next record's begin ends them
        std::uint32_t firstName = 0;
        Kind kind = Kind::unknown;
    };

    Weights weights;
    Vocabulary vocabulary;
    Joints joints; ///< of the names

    std::vector<EntryRecord> entries{1}; ///< one more than there are
    std::string facts;

    /// Years in which somebody may be born of whom it is nearly known; none if from is after to.
    struct BornYears {
        std::int16_t from = 1;
        std::int16_t to = 0;
    };

    std::vector<std::uint32_t> nameEntries;
    std::vector<BornYears> nameBornYears;
    std::vector<std::uint32_t> wordsBegin{0};
    std::vector<NameCode> words;
    std::vector<std::uint32_t> textBegin{0};
    std::string texts;
    std::vector<std::uint8_t> nameTraits;

    static constexpr std::uint8_t weakTrait = 1;
    static constexpr std::uint8_t organisationTrait = 2;

    std::vector<std::uint32_t> postingsBegin; ///< by word number
    std::vector<std::uint32_t> postings;      ///< names
    std::vector<OtherWords> otherWords;       ///< of each posting's name
    std::vector<std::uint64_t> numbers;       ///< hash of a number and entry, sorted

    [[nodiscard]] std::size_t entryCount() const { return entries.size() - 1; }

    [[nodiscard]] std::size_t nameCount() const { return nameEntries.size(); }

    [[nodiscard]] std::string_view textOf(std::uint32_t name) const;
    [[nodiscard]] std::string_view factsOf(std::uint32_t entry) const;
    [[nodiscard]] std::span<const NameCode> wordsOf(std::uint32_t name) const;
    [[nodiscard]] std::span<const std::uint32_t> namesWith(Vocabulary::Number word) const;
    [[nodiscard]] std::span<const OtherWords> otherWordsWith(Vocabulary::Number word) const; ///< of the same names
};

} // namespace dttot::screening
