#pragma once

#include "spelling.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Texts that a word has in common with those like it, by their hashes. What they are depends on the word alone.
namespace dttot::screening::variants {

[[nodiscard]] inline std::uint64_t hashOf(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ seed;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29);
}

[[nodiscard]] inline std::uint32_t shortHash(std::string_view text, std::uint64_t seed) {
    return static_cast<std::uint32_t>(hashOf(text, seed) >> 32);
}

inline constexpr std::uint64_t ofLetters = 1;
inline constexpr std::uint64_t ofSound = 2;
inline constexpr std::uint64_t ofShorterSound = 3;
inline constexpr std::uint64_t ofShortSound = 4;
inline constexpr std::uint64_t longestSpelling = 100; ///< at least

/// The sound of a word; a short one, which many words have, together with about how long the word is: words whose
/// lengths differ by two at most have one of the two texts in common.
template <typename Visit>
void forEachSound(const std::string& sound, std::size_t length, Visit&& visit) {
    constexpr std::size_t tellingSound = 4;
    if (sound.size() >= tellingSound) {
        visit(shortHash(sound, ofSound));
        return;
    }
    visit(shortHash(sound, ofShortSound + length / 4));
    visit(shortHash(sound, ofShortSound + (length + 2) / 4 + longestSpelling));
}

/// The texts that lead to a word and to those like it: its beginning and that without each of its letters, its sound
/// and that without each of its consonants. Two words with a text in common are much alike.
template <typename Visit>
void forEach(std::string_view key, Visit&& visit) {
    constexpr std::size_t beginning = 8;
    constexpr std::size_t shortestSound = 5;
    const std::string_view begin = key.substr(0, beginning);
    visit(shortHash(begin, ofLetters));
    std::string shorter;
    for (std::size_t i = 0; begin.size() > 2 && i < begin.size(); ++i) {
        if (i > 0 && begin[i] == begin[i - 1]) {
            continue;
        }
        shorter.assign(begin).erase(i, 1);
        visit(shortHash(shorter, ofLetters));
    }
    const std::string sound = soundOf(key);
    if (sound.size() < 2) {
        return;
    }
    forEachSound(sound, key.size(), visit);
    if (sound.size() < shortestSound) {
        return;
    }
    visit(shortHash(sound, ofShorterSound));
    for (std::size_t i = 0; i < sound.size(); ++i) {
        shorter.assign(sound).erase(i, 1);
        visit(shortHash(shorter, ofShorterSound));
    }
}

} // namespace dttot::screening::variants
