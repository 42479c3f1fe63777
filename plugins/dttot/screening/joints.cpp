#include "joints.h"

#include "spelling.h"
#include "word_variants.h"

#include <algorithm>
#include <string>

namespace dttot::screening {

/// What it sounds like, with the sound that it begins with; a short one, which many have, together with about how long
/// it is: words whose lengths differ by one at most have one of the two texts in common.
std::vector<std::uint64_t> Joints::soundsOf(std::string_view word) {
    constexpr std::size_t shortest = 2;
    constexpr std::size_t telling = 6;
    std::vector<std::uint64_t> sounds;
    std::string sound = soundOf(word);
    if (sound.size() < shortest) {
        return sounds;
    }
    const std::string first = soundOf(word.substr(0, 1));
    sound += first.empty() ? 'a' : first.front();
    if (sound.size() > telling) {
        sounds.push_back(variants::shortHash(sound, 0));
        return sounds;
    }
    const std::size_t length = word.size();
    sounds.push_back(variants::shortHash(sound, 1 + length / 2));
    sounds.push_back(variants::shortHash(sound, 1 + (length + 1) / 2 + variants::longestSpelling));
    return sounds;
}

void Joints::add(std::uint32_t name, std::string_view whole) {
    constexpr std::size_t shortest = 5; // see answerOfHalves()
    if (whole.size() < shortest) {
        return;
    }
    for (const std::uint64_t sound : soundsOf(whole)) {
        _joints.push_back(sound << nameBits | name);
    }
}

void Joints::seal() {
    std::ranges::sort(_joints);
    const auto repeated = std::ranges::unique(_joints);
    _joints.erase(repeated.begin(), repeated.end());
    _joints.shrink_to_fit();
}

std::size_t Joints::firstOf(std::uint64_t sound) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(_joints, sound << nameBits) - _joints.begin());
}

} // namespace dttot::screening
