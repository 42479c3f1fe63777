#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// Why a hit has its score. Each stands for a sentence; `codeOf` names it for texts and clients.
enum class ReasonCode : std::uint8_t {
    nameEqual,           ///< the same words
    nameReordered,       ///< the same words in another order
    wordVariant,         ///< two spellings of one word
    wordSimilar,         ///< words that differ by little, as by a typing error
    wordInitial,         ///< an initial and a word that begins with it
    wordsJoined,         ///< one word on one side, two on the other
    wordMissing,         ///< a word of the list that the subject does not have
    wordExtra,           ///< a word of the subject that the list does not have
    wordContradicts,     ///< two words that are no spellings of each other
    fatherOnly,          ///< only the name of the subject's father is listed, or the other way round
    nameCommon,          ///< a name that many people have, and nothing else agrees
    nameWeak,            ///< a name that the list calls of low quality
    kindDiffers,         ///< a person and an organisation
    birthDateEqual,      ///< the same day
    birthDateCompatible, ///< the same year or month, or a range that holds it
    birthDateSwapped,    ///< the same with day and month exchanged
    birthDateNear,       ///< a few years apart, or another day of the same year
    birthDateConflicts,  ///< many years apart
    birthPlaceEqual,
    birthPlaceDiffers,
    nationalityEqual,
    nationalityDiffers,
    nikEqual,
    nikNear, ///< one or two digits differ
    nikDiffers,
    passportEqual,
};

/// "name_equal", "birth_date_conflicts", …: stable, for texts and clients.
[[nodiscard]] std::string_view codeOf(ReasonCode code);

/// One reason, with what it compares, so that a text can be made of it in any language.
struct Reason {
    ReasonCode code{};
    std::string subject; ///< the subject's side as it was given; empty when it has none
    std::string listed;  ///< the list's side
    double effect = 0;   ///< what it adds to the score; 0 for those that explain the name's own score

    bool operator==(const Reason&) const = default;
};

/// An entry that the subject may be.
struct Hit {
    std::int64_t entry = 0; ///< its id
    std::uint32_t list = 0;
    std::string subjectName; ///< the name of the subject that matched best
    std::string matchedName; ///< the name of the entry that it matched
    double nameScore = 0;    ///< of these two names alone, 0 to 1
    double score = 0;        ///< with all evidence, 0 to 1, three decimals
    std::vector<Reason> reasons;

    bool operator==(const Hit&) const = default;
};

/// How much of a subject's names could be read.
enum class Legibility : std::uint8_t {
    whole,  ///< everything
    partly, ///< the names were too long or too many: their beginnings were compared
    nothing ///< no name has a letter or digit of a known script; numbers were compared
};

/// What a search answers.
struct Answer {
    std::vector<Hit> hits; ///< best first, equal ones by id
    Legibility legibility = Legibility::whole;
};

} // namespace dttot::screening
