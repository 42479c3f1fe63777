#pragma once

#include "asked.h"
#include "index_parts.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dttot::screening {

/// The order of hits: the higher score first, then the more alike name, then the lower id.
[[nodiscard]] bool isBetter(const Hit& a, const Hit& b);

/// One search of an index. Belongs to one thread; what is costly to make lives as long as the thread.
class Search {
public:
    /// Entries whose ids are among `without`, which is sorted, do not count.
    Search(const IndexParts& parts, const Asked& asked, std::span<const std::int64_t> without = {})
        : _parts(parts), _asked(asked), _without(without) {}

    /// Best first.
    [[nodiscard]] std::vector<Hit> hits();

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

    static constexpr std::uint32_t noName = 0xFFFFFFFF;

    void searchByName(std::uint32_t subjectName);
    void searchByNumbers();
    void consider(std::uint32_t subjectName, std::uint32_t name);
    void keepBest();
    [[nodiscard]] bool isAsked(std::uint32_t entry) const;
    [[nodiscard]] Circumstances circumstancesOf(std::uint32_t subjectName, std::uint32_t name) const;
    [[nodiscard]] NameMatch matchOf(std::uint32_t subjectName, std::uint32_t name, AnswerMemo* memo) const;
    [[nodiscard]] Hit hitOf(const Found& found);

    const IndexParts& _parts;
    const Asked& _asked;
    std::span<const std::int64_t> _without;
    std::vector<Found> _found;
};

} // namespace dttot::screening
