#pragma once

#include "index_parts.h"
#include "name_match.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace dttot::screening {

/// The listed names that may match a name well enough, found without looking at the others.
///
/// Words that are much like the subject's lead to the names that have them; words that nearly everybody has lead only
/// if no other can. Names whose words cannot add up to the score are left out.
class Candidates {
public:
    Candidates(const IndexParts& parts, std::span<const Word> subject, double leastScore);

    /// Each of them once.
    [[nodiscard]] std::span<const std::uint32_t> names() const { return _names; }

private:
    /// A word of the vocabulary that answers one of the subject's.
    struct Lead {
        Vocabulary::Number word = 0;
        std::size_t subject = 0;
        double answer = 0;
    };

    void gatherLeads(std::size_t subject);
    void gatherHalves(std::size_t subject);
    void gatherWholes(std::size_t subject);
    void followLeads();
    [[nodiscard]] bool mayReach(std::uint32_t name) const;

    const IndexParts& _parts;
    std::span<const Word> _subject;
    const double _leastScore;
    const std::array<double, weightCount> _weights;
    std::array<double, mostWords> _subjectWeights{};
    double _subjectTotal = 0;
    unsigned _subjectTelling = 0; ///< a bit for each word that is not generic
    std::vector<Lead> _leads;
    std::vector<Vocabulary::Number> _halves; ///< words that are a half of a subject's word or two of its words
    std::vector<std::uint32_t> _names;
};

} // namespace dttot::screening
