#pragma once

namespace dttot::screening {

/// Counts changes of the rules that settings do not hold: a result is reproduced by the same rules, weights, subject
/// and entry.
inline constexpr int rulesVersion = 2;

/// What counts how much. Plain numbers, so that settings can hold them, version by version.
struct Weights {
    double threshold = 0.75; ///< least score of a hit when a search does not say otherwise

    // What a word says about who is meant, when both sides have it.
    double rareWord = 1;
    double commonWord = 0.6;     ///< a name that many have
    double veryCommonWord = 0.4; ///< a name that millions have: Muhammad, Siti
    double genericWord = 0.15;   ///< "abdul", "abu", "PT", "Foundation"
    double initialWord = 0.25;
    double kinLeft = 0.5; ///< weight of "abu" or "ummu" that the other side does not have

    // How two names add up.
    double similarityFall = 1.8;   ///< what a word loses, in shares of what its similarity lacks
    double organisationFall = 1.3; ///< times as much for organisations, which are called by words of the language
    double contradiction = 0.85;   ///< weight of two words that exclude each other
    double lesserCoverage = 0.65;  ///< share of the name that is covered less; the other has the rest
    double initial = 0.8;          ///< similarity of an initial and its word
    double nickname = 0.92;        ///< similarity of a name and its short form
    double fatherOnly = 0.75;      ///< factor when the father's name alone agrees
    double weakName = 0.87;        ///< factor of a name of low quality
    double commonName = 0.69;      ///< most that a common name reaches by itself
    double kindDiffers = 0.7;      ///< factor when one is a person and the other is not

    // What the rest of what is known adds.
    double birthDateEqual = 0.13;
    double birthDateCompatible = 0.07;
    double birthDateNear = -0.08;
    double birthDateConflicts = -0.26;
    double birthPlaceEqual = 0.05;
    double birthPlaceDiffers = -0.03;
    double nationalityEqual = 0;
    double nationalityDiffers = -0.04;
    double nikDiffers = -0.2;

    // Numbers decide by themselves.
    double nikEqual = 0.99; ///< score at least
    double passportEqual = 0.97;

    bool operator==(const Weights&) const = default;
};

} // namespace dttot::screening
