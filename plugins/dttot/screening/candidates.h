#pragma once

#include "index_parts.h"
#include "name_match.h"
#include "score_bound.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// What a name must score to become a hit with whatever else may speak for it.
struct Demand {
    double score = 0;             ///< of the name of somebody with another birthday
    double scoreWithBirthday = 0; ///< of somebody who may have the same
    int bornFrom = 0;             ///< years in which the subject may be born; none when from is after to
    int bornTo = -1;
};

class NameStates;

/// The listed names that may match a name well enough, found without looking at the others.
///
/// Words that are much like the subject's lead to the names that have them; words that nearly everybody has lead only
/// if no other can. Names whose words cannot add up to the score are left out. Whether a name is found depends on it
/// and the subject alone, not on what else is listed: two indexes together find what one of all their entries does.
class Candidates {
public:
    /// Of the words of the subject's name.
    Candidates(const IndexParts& parts, std::span<const Word> subject, const Demand& demand);

    /// Each of them once.
    [[nodiscard]] std::span<const std::uint32_t> names() const { return _names; }

private:
    /// What a word of the subject leads to.
    struct Share {
        std::size_t subject = 0;
        double atMost = 0;
    };

    void gatherHalves(std::size_t subject);
    void gatherJoined(std::size_t subject, std::string_view spelling);
    void gatherWholes(std::size_t subject);
    void markLeads(std::span<const Share> shares, NameStates& states) const;
    void followLeads();
    void follow(const Lead& lead, std::uint8_t rank, bool needsBirthday, NameStates& states);
    void keepWhatMayReach();
    [[nodiscard]] std::vector<Share> shares() const;
    [[nodiscard]] bool mayReach(std::uint32_t name) const;
    [[nodiscard]] bool mayShareBirthday(std::uint32_t name) const;

    const IndexParts& _parts;
    std::span<const Word> _subject;
    const Demand _demand;
    ScoreBound _bound;
    std::vector<Lead> _leads;
    std::vector<std::uint32_t> _joined; ///< names that may have in one word what the subject has in two, or the reverse
    std::vector<std::uint32_t> _noted;  ///< names that need a look
    std::vector<std::uint32_t> _names;
};

} // namespace dttot::screening
