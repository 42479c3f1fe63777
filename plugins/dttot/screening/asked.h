#pragma once

#include "candidates.h"
#include "facts.h"
#include "index.h"
#include "scoring.h"

#include <cstddef>
#include <string>
#include <vector>

namespace dttot::screening {

/// A subject and what is wanted to be known of it, made ready once to be searched in any number of indexes that have
/// the same weights. Borrows the subject and the question.
class Asked {
public:
    Asked(const Subject& subject, const Question& question, const Weights& weights);

    Asked(const Asked&) = delete; // `facts` borrows a text of its own
    Asked& operator=(const Asked&) = delete;

    struct Name {
        screening::Name name;
        ComparedName compared;
    };

    const Subject& subject;
    const Question& question;
    const double minScore;

    [[nodiscard]] const Facts& facts() const { return _facts; }

    [[nodiscard]] const Demand& demand() const { return _demand; }

    [[nodiscard]] const std::vector<Name>& names() const { return _names; }

    [[nodiscard]] Legibility legibility() const;

    /// Whether so little is wanted that what names have in common need not show in any of their words alone.
    [[nodiscard]] bool isThorough() const;

private:
    [[nodiscard]] Demand demandBy(const Weights& weights) const;

    std::string _packedFacts;
    Facts _facts;
    Demand _demand;
    std::vector<Name> _names;
    bool _isCut = false;
};

} // namespace dttot::screening
