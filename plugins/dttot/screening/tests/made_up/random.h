#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace made_up {

/// The same numbers for the same seed on every machine (splitmix64).
class Random {
public:
    explicit Random(std::uint64_t seed) : _state(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    /// 0 to `end` - 1.
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }

    int between(int least, int most) {
        return least + static_cast<int>(below(static_cast<std::size_t>(most - least + 1)));
    }

    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

    template <typename Values>
    const auto& of(const Values& values) {
        return *std::next(std::begin(values), static_cast<std::ptrdiff_t>(below(std::size(values))));
    }

private:
    std::uint64_t _state;
};

} // namespace made_up
