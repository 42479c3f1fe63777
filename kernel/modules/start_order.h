#pragma once

#include <kernel/modules/manifest.h>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tenon::modules {

/// In which order modules start, and which of them close a dependency cycle.
struct StartOrder {
    /// Every module once, as an index into what was given; a module comes after all it requires.
    std::vector<std::size_t> sequence;
    /// For one module of each cycle, why it cannot start: "dependency cycle a -> b -> a". It comes before those that
    /// need it.
    std::map<std::size_t, std::string> cycles;
};

/// Orders `modules`; those that do not depend on each other keep their order. Optional requirements are honoured unless
/// that would close a cycle. Requirements that are not among `modules` are passed over.
[[nodiscard]] StartOrder startOrder(std::span<const Manifest> modules);

} // namespace tenon::modules
