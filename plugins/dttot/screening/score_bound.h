#pragma once

#include "index_parts.h"
#include "name_match.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dttot::screening {

/// A word of the vocabulary that answers one of the subject's.
struct Lead {
    Vocabulary::Number word = 0;
    std::size_t subject = 0;
    double answer = 0;
};

/// What a word is worth at most that answers a subject's word without being among those that lead to it.
inline constexpr double unledShare = 0.6;

/// What listed names may score at most against the subject's, by the words that lead to them.
class ScoreBound {
public:
    ScoreBound(const IndexParts& parts, std::span<const Word> subject);

    /// Before any question: the leads of all words of the subject.
    void setLeads(std::span<const Lead> leads) const;

    /// What the name scores if those of its words that nothing leads to answer the subject's as well as such words can.
    /// Less than `least` may be answered as 0.
    [[nodiscard]] double of(std::uint32_t name, double least) const;

    [[nodiscard]] double weight(std::size_t subject) const { return _subjectWeights[subject]; }

    [[nodiscard]] double totalWeight() const { return _subjectTotal; }

    /// Whether the word is neither generic nor kin, or all of them are.
    [[nodiscard]] bool isTelling(std::size_t subject) const {
        return _subjectTelling == 0 || (_subjectTelling >> subject & 1U) != 0;
    }

private:
    friend class OthersBound;

    [[nodiscard]] bool mayAnswerAny(unsigned subjectWords, Vocabulary::Number word) const;

    const IndexParts& _parts;
    std::span<const Word> _subject;
    const std::array<double, weightCount> _weights;
    std::array<double, mostWords> _subjectWeights{};
    double _subjectTotal = 0;
    double _subjectGeneric = 0;
    unsigned _subjectTelling = 0; ///< a bit for each word that is not generic
};

/// The same of names that one word leads to and no other, by what is kept beside its postings.
class OthersBound {
public:
    /// Whether what names may score is worked out beforehand, which is worth its while for many of them.
    enum class Table { no, yes };

    OthersBound(const ScoreBound& bound, Vocabulary::Number lead, Table table);

    /// Whether the name may score so much.
    [[nodiscard]] bool mayReach(OtherWords others, double score) const {
        const std::uint32_t code = others.code();
        const Bounds most = _hasTable ? _table[code] : boundsOf(code);
        return most.unpaired >= score || (most.paired >= score && mayAnswerAny(others));
    }

private:
    struct Bounds {
        double unpaired = 0; ///< when none of the others may answer any of the subject's words
        double paired = 0;
    };

    [[nodiscard]] Bounds boundsOf(std::uint32_t code) const;
    [[nodiscard]] bool mayAnswerAny(OtherWords others) const;

    const Weights& _weights;
    std::span<const Word> _subject;
    unsigned _unanswered = 0;
    double _agreed = 0;   ///< of the lead and generic words
    double _led = 0;      ///< their weight
    double _answered = 0; ///< of the subject's words
    double _left = 0;
    double _lightest = 0;
    bool _hasTable;
    std::array<Bounds, OtherWords::codes> _table;
};

} // namespace dttot::screening
