#pragma once

#include "entry.h"
#include "hit.h"
#include "subject.h"
#include "weights.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace dttot::screening {

struct IndexParts;

/// What a search wants to know.
struct Question {
    std::optional<double> minScore;   ///< the weights' threshold when absent
    std::vector<std::uint32_t> lists; ///< only entries of these; all when empty
    std::size_t most = 50;            ///< hits that are answered at most
    bool isExhaustive = false;        ///< compares every name, at any price: shows what others leave out
};

/// Less is no likeness and never a hit, whatever is asked for.
inline constexpr double leastScore = 0.3;

/// Entries made ready to be searched. It never changes: safe for any number of threads.
///
/// The score of a subject and an entry depends on these two and the weights alone, never on what else is listed. So a
/// changed list needs no second look at what did not change: an index of the changed entries, asked for every subject,
/// finds exactly the hits that are new.
class Index {
public:
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    [[nodiscard]] Answer search(const Subject& subject, const Question& question = {}) const;

    [[nodiscard]] std::size_t entries() const;
    [[nodiscard]] std::size_t names() const;
    [[nodiscard]] std::size_t bytes() const; ///< memory that it takes
    [[nodiscard]] const Weights& weights() const;

private:
    friend class IndexBuilder;
    friend class LayeredIndex;
    explicit Index(std::unique_ptr<IndexParts> parts);

    std::unique_ptr<IndexParts> _parts;
};

/// Makes an index, entry by entry. Belongs to one thread.
class IndexBuilder {
public:
    explicit IndexBuilder(const Weights& weights = {});
    ~IndexBuilder();

    void add(const Entry& entry);

    /// The index of what was added; the builder is empty afterwards.
    [[nodiscard]] Index build();

private:
    std::unique_ptr<IndexParts> _parts;
};

/// How the subject and one entry compare, whatever the score: reproduces a hit without an index.
[[nodiscard]] Hit compared(const Subject& subject, const Entry& entry, const Weights& weights = {});

} // namespace dttot::screening
