#pragma once

#include "index.h"

#include <atomic>
#include <memory>
#include <utility>

namespace dttot::screening {

/// The index in force. Whoever searches keeps the one that he took; a new one takes its place without anybody waiting.
class CurrentIndex {
public:
    /// Null until one is put. Shared, because searches may outlive the swap.
    [[nodiscard]] std::shared_ptr<const Index> get() const { return _index.load(); }

    void put(Index index) { _index.store(std::make_shared<const Index>(std::move(index))); }

private:
    std::atomic<std::shared_ptr<const Index>> _index;
};

} // namespace dttot::screening
