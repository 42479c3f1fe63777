#include "compliance/reason_text.h"

namespace dttot::compliance {

namespace {

using screening::ReasonCode;

const char* templateOf(ReasonCode code) {
    switch (code) {
    case ReasonCode::nameEqual:
        return "The names have the same words: “{listed}”.";
    case ReasonCode::nameReordered:
        return "The names have the same words in another order: “{subject}” and “{listed}”.";
    case ReasonCode::wordVariant:
        return "“{subject}” and “{listed}” are two spellings of one word.";
    case ReasonCode::wordSimilar:
        return "“{subject}” and “{listed}” differ by little.";
    case ReasonCode::wordInitial:
        return "“{subject}” and “{listed}”: an initial and a word that begins with it.";
    case ReasonCode::wordsJoined:
        return "“{subject}” and “{listed}”: joined on one side, apart on the other.";
    case ReasonCode::wordMissing:
        return "The subject does not have the listed word “{listed}”.";
    case ReasonCode::wordExtra:
        return "The list does not have the subject's word “{subject}”.";
    case ReasonCode::wordContradicts:
        return "“{subject}” and “{listed}” are different words.";
    case ReasonCode::fatherOnly:
        return "Only the father's name agrees: “{subject}” and “{listed}”.";
    case ReasonCode::nameCommon:
        return "Many people have this name, and nothing else agrees.";
    case ReasonCode::nameWeak:
        return "The list itself calls the name “{listed}” doubtful.";
    case ReasonCode::kindDiffers:
        return "One is a person, the other an organisation.";
    case ReasonCode::birthDateEqual:
        return "The birth date is the same: {listed}.";
    case ReasonCode::birthDateCompatible:
        return "The birth dates may be the same: {subject} and {listed}.";
    case ReasonCode::birthDateSwapped:
        return "The birth dates are the same with day and month exchanged: {subject} and {listed}.";
    case ReasonCode::birthDateNear:
        return "The birth dates are near each other: {subject} and {listed}.";
    case ReasonCode::birthDateConflicts:
        return "The birth dates are many years apart: {subject} and {listed}.";
    case ReasonCode::birthPlaceEqual:
        return "The birth place is the same: {listed}.";
    case ReasonCode::birthPlaceDiffers:
        return "The birth places differ: {subject} and {listed}.";
    case ReasonCode::nationalityEqual:
        return "The nationality is the same: {listed}.";
    case ReasonCode::nationalityDiffers:
        return "The nationalities differ: {subject} and {listed}.";
    case ReasonCode::nikEqual:
        return "The NIK is the same: {listed}.";
    case ReasonCode::nikNear:
        return "The NIK differs by one or two digits: {subject} and {listed}.";
    case ReasonCode::nikDiffers:
        return "The NIK is another: {subject} and {listed}.";
    case ReasonCode::passportEqual:
        return "The passport number is the same: {listed}.";
    }
    return "";
}

} // namespace

tenon::Message messageOf(const screening::Reason& reason) {
    return {templateOf(reason.code), {{"subject", reason.subject}, {"listed", reason.listed}}};
}

} // namespace dttot::compliance
