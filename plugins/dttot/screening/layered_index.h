#pragma once

#include "index.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace dttot::screening {

/// Indexes that are searched as if they were one: a large one and, over it, small ones of what has changed since. The
/// answer is that of one index of all entries that count, because whether an entry is found and what it scores depends
/// on it and the subject alone. All have the same weights.
class LayeredIndex {
public:
    struct Layer {
        std::shared_ptr<const Index> index;
        std::span<const std::int64_t> gone; ///< ids of its entries that do not count any more, sorted
    };

    /// Borrows what has gone.
    explicit LayeredIndex(std::vector<Layer> layers) : _layers(std::move(layers)) {}

    [[nodiscard]] Answer search(const Subject& subject, const Question& question = {}) const;

private:
    std::vector<Layer> _layers; ///< at least one
};

} // namespace dttot::screening
