#pragma once

#include "index_parts.h"
#include "name_match.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dttot::screening {

/// All listed names that may score so much against the subject's, found by a look at every word and every name: nothing
/// is lost, at a multiple of the price of `Candidates`. For searches that want names which have little in common.
class Sweep {
public:
    Sweep(const IndexParts& parts, std::span<const Word> subject);

    /// Each once, in their order.
    template <typename Take>
    void forEachName(double score, Take&& take) const {
        for (std::uint32_t name = 0; name < _parts.nameCount(); ++name) {
            if (mostOf(name) >= score) {
                take(name);
            }
        }
    }

private:
    /// A bit for each word of the subject that a word answers, one if it answers two of them written together, and one
    /// if one of them may begin with it.
    using Answered = std::uint32_t;

    static constexpr Answered aWhole = 1U << mostWords;
    static constexpr Answered aBeginning = aWhole << 1;

    void noteAnswers(std::size_t subject);
    void noteBeginnings(std::string_view word);
    void noteWholes(const Word& first, const Word& second);
    [[nodiscard]] double mostOf(std::uint32_t name) const;
    [[nodiscard]] bool mayHaveHalves(std::span<const NameCode> words) const;
    [[nodiscard]] bool
    mayBeHalves(const Word& whole, std::size_t size, std::uint32_t letters, const Word& second) const;

    const IndexParts& _parts;
    std::span<const Word> _subject;
    const std::array<double, weightCount> _weights;
    std::array<double, mostWords> _subjectWeights{};
    Answered _generic = 0;            ///< the subject's words that never count as left over
    std::vector<Answered>& _answered; ///< by word number
};

} // namespace dttot::screening
