#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dttot::screening {

/// How alike two spelled words are, 1 for equal ones, by the edits that lead from one to the other. Edits between
/// letters that are often confused cost less than one, a different first letter costs more. Less than `least` may be
/// answered as 0.
[[nodiscard]] double similarityOf(std::string_view a, std::string_view b, double least = 0);

/// Words that are longer are compared by so many letters.
inline constexpr std::size_t longestWord = 40;

/// Edits that a similarity of `least` allows between words, the longer of which has so many letters.
[[nodiscard]] int allowedEdits(std::size_t longer, double least);

/// How far a word is from others that are given letter by letter, so that those with a common beginning share its
/// price. At most `longestWord` letters on both sides.
class PrefixDistance {
public:
    explicit PrefixDistance(std::string_view word);

    /// Keeps so many of the letters.
    void keep(std::size_t letters) { _size = letters; }

    void push(char letter);

    [[nodiscard]] std::size_t size() const { return _size; }

    /// However the other word goes on, it is not nearer.
    [[nodiscard]] int least() const;

    /// From the letters as they are to the beginning of the word that is nearest to them.
    [[nodiscard]] int toBeginning() const { return _leasts[_size]; }

    /// To the letters as they are. Not more than what `similarityOf` counts.
    [[nodiscard]] int distance() const { return _lines[_size][_word.size()]; }

private:
    using Line = std::array<int, longestWord + 1>;

    std::string_view _word;
    std::size_t _size = 0;
    std::array<std::uint8_t, longestWord> _codes{};           ///< of the word's letters
    std::array<std::uint8_t, longestWord + 1> _codesPushed{}; ///< from 1 on
    std::array<Line, longestWord + 1> _lines;
    std::array<int, longestWord + 1> _leasts;
};

/// What is told of a word without its text.
struct WordShape {
    std::uint32_t letters = 0; ///< `lettersOf` it
    std::size_t size = 0;
};

/// Whether no similarity of `least` is possible, by the shapes alone.
[[nodiscard]] bool areFarApart(const WordShape& a, const WordShape& b, double least);

} // namespace dttot::screening
