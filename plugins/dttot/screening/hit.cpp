#include "hit.h"

namespace dttot::screening {

std::string_view codeOf(ReasonCode code) {
    switch (code) {
    case ReasonCode::nameEqual:
        return "name_equal";
    case ReasonCode::nameReordered:
        return "name_reordered";
    case ReasonCode::wordVariant:
        return "word_variant";
    case ReasonCode::wordSimilar:
        return "word_similar";
    case ReasonCode::wordInitial:
        return "word_initial";
    case ReasonCode::wordsJoined:
        return "words_joined";
    case ReasonCode::wordMissing:
        return "word_missing";
    case ReasonCode::wordExtra:
        return "word_extra";
    case ReasonCode::wordContradicts:
        return "word_contradicts";
    case ReasonCode::fatherOnly:
        return "father_only";
    case ReasonCode::nameCommon:
        return "name_common";
    case ReasonCode::nameWeak:
        return "name_weak";
    case ReasonCode::kindDiffers:
        return "kind_differs";
    case ReasonCode::birthDateEqual:
        return "birth_date_equal";
    case ReasonCode::birthDateCompatible:
        return "birth_date_compatible";
    case ReasonCode::birthDateSwapped:
        return "birth_date_swapped";
    case ReasonCode::birthDateNear:
        return "birth_date_near";
    case ReasonCode::birthDateConflicts:
        return "birth_date_conflicts";
    case ReasonCode::birthPlaceEqual:
        return "birth_place_equal";
    case ReasonCode::birthPlaceDiffers:
        return "birth_place_differs";
    case ReasonCode::nationalityEqual:
        return "nationality_equal";
    case ReasonCode::nationalityDiffers:
        return "nationality_differs";
    case ReasonCode::nikEqual:
        return "nik_equal";
    case ReasonCode::nikNear:
        return "nik_near";
    case ReasonCode::nikDiffers:
        return "nik_differs";
    case ReasonCode::passportEqual:
        return "passport_equal";
    }
    return {};
}

} // namespace dttot::screening
