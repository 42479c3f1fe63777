#pragma once

#include <algorithm>
#include <cstdint>

namespace dttot::screening {

/// What a listed name has besides one of its words, told in few bits: enough to leave out most names that share a
/// frequent word with the subject and nothing else, without a look at them.
class OtherWords {
public:
    OtherWords() = default;

    /// Of words that are neither generic nor initials.
    OtherWords(std::uint32_t letters, double weight, bool areKnown)
        : _bits(letters | codeOf(weight) << letterBits | (areKnown ? 1U << 31 : 0)) {}

    /// A name that must be looked at.
    [[nodiscard]] static OtherWords untold() {
        OtherWords words;
        words._bits = untoldCode << letterBits;
        return words;
    }

    static constexpr std::uint32_t codes = 32;
    static constexpr std::uint32_t untoldCode = codes - 1;
    static constexpr std::uint32_t heaviestCode = codes - 2;

    /// What the words of a code weigh at least and, but for the heaviest, at most.
    [[nodiscard]] static double least(std::uint32_t code) { return code * unit; }

    [[nodiscard]] static double most(std::uint32_t code) { return (code + 1) * unit; }

    [[nodiscard]] std::uint32_t code() const { return _bits >> letterBits & (codes - 1); }

    [[nodiscard]] std::uint32_t letters() const { return _bits & ((1U << letterBits) - 1); } ///< of all of them

    [[nodiscard]] bool areKnown() const { return (_bits >> 31) != 0; }

private:
    static constexpr unsigned letterBits = 26;
    static constexpr double unit = 0.1;

    static std::uint32_t codeOf(double weight) {
        return std::min(static_cast<std::uint32_t>(weight / unit + 1e-6), heaviestCode);
    }

    std::uint32_t _bits = 0;
};

} // namespace dttot::screening
