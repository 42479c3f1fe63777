#pragma once

#include "candidates.h"
#include "facts.h"
#include "index_parts.h"
#include "scoring.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dttot::screening {

/// One search of an index. Belongs to one thread; what is costly to make lives as long as the thread.
class Search {
public:
    Search(const IndexParts& parts, const Subject& subject, const Question& question);

    [[nodiscard]] Answer answer();

private:
    /// A listed name that one of the subject's may be.
    struct Found {
        std::uint32_t entry = 0;
        std::uint32_t name = 0;
        std::uint32_t subjectName = 0;
        double nameScore = 0;
        double score = 0;
        Commonness commonness = Commonness::none;
    };

    struct SubjectName {
        Name name;
        ComparedName compared;
    };

    static constexpr std::uint32_t noName = 0xFFFFFFFF;

    void searchByName(std::uint32_t subjectName);
    void searchByNumbers();
    void consider(std::uint32_t subjectName, std::uint32_t name);
    void keepBest();
    [[nodiscard]] bool isAsked(std::uint32_t entry) const;
    [[nodiscard]] Demand demandOf() const;
    [[nodiscard]] Circumstances circumstancesOf(std::uint32_t subjectName, std::uint32_t name) const;
    [[nodiscard]] NameMatch matchOf(std::uint32_t subjectName, std::uint32_t name, AnswerMemo* memo) const;
    [[nodiscard]] Hit hitOf(const Found& found);

    const IndexParts& _parts;
    const Subject& _subject;
    const Question& _question;
    const double _minScore;
    std::string _packedFacts;
    Facts _facts;
    Demand _demand;
    std::vector<SubjectName> _names;
    std::vector<Found> _found;
    bool _isCut = false;
};

} // namespace dttot::screening
