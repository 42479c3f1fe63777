#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// Names in which two neighbouring words, written together, sound like some one word. Names are added first, in any
/// order; once it is sealed it never changes.
class Joints {
public:
    /// The name has two words side by side that are this when written together.
    void add(std::uint32_t name, std::string_view whole);

    void seal();

    /// Names of which two neighbours may sound like the word, some of them more than once.
    template <typename Take>
    void forEachName(std::string_view word, Take&& take) const {
        for (const std::uint64_t sound : soundsOf(word)) {
            for (std::size_t i = firstOf(sound); i < _joints.size() && (_joints[i] >> nameBits) == sound; ++i) {
                take(static_cast<std::uint32_t>(_joints[i]));
            }
        }
    }

    [[nodiscard]] std::size_t bytes() const { return _joints.capacity() * sizeof(std::uint64_t); }

private:
    static constexpr unsigned nameBits = 32;

    [[nodiscard]] static std::vector<std::uint64_t> soundsOf(std::string_view word);
    [[nodiscard]] std::size_t firstOf(std::uint64_t sound) const;

    std::vector<std::uint64_t> _joints; ///< hash of a sound and name, sorted
};

} // namespace dttot::screening
