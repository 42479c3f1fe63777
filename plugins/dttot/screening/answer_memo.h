#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dttot::screening {

/// How well words of one subject's name answer words of the vocabulary, as far as that was asked lately: the names that
/// a frequent word leads to have many words in common.
class AnswerMemo {
public:
    static constexpr std::uint32_t noNumber = 0xFFFFFFFF;

    /// Forgets all, for another subject.
    void clear() { _known.fill({}); }

    /// What `compute` answers, or once did, for the subject's word at a place and the vocabulary's of a number.
    template <typename Compute>
    double answer(std::size_t place, std::uint32_t number, Compute&& compute) {
        constexpr std::uint32_t mostNumber = 1U << (32 - placeBits);
        if (number >= mostNumber) {
            return compute();
        }
        const auto key = number << placeBits | static_cast<std::uint32_t>(place);
        Known& known = _known[(key * 0x9E3779B9U) >> (32 - sizeBits)];
        if (known.key != key) {
            known = {key, compute()};
        }
        return known.answer;
    }

private:
    static constexpr unsigned placeBits = 4;
    static constexpr unsigned sizeBits = 10;

    struct Known {
        std::uint32_t key = noNumber;
        double answer = 0;
    };

    std::array<Known, std::size_t{1} << sizeBits> _known{};
};

} // namespace dttot::screening
