#pragma once

#include "screening/subject.h"

#include <tenon/error.h>
#include <tenon/field.h>
#include <tenon/json.h>

#include <string>
#include <vector>

namespace dttot::compliance {

/// Somebody to be screened, as a client sent him.
struct SentSubject {
    std::string reference; ///< the client's own name for him
    screening::Subject subject;
};

/// The members of a subject, for routes.
[[nodiscard]] const tenon::Fields& subjectFields();

/// Reads a subject. Dates are taken in every form that lists have, nationalities by code or name. Adds what is wrong to
/// `faults`, under names that begin with `place`.
[[nodiscard]] SentSubject
subjectIn(const tenon::JsonObject& sent, const std::string& place, std::vector<tenon::FieldError>& faults);

/// Reads subjects, and adds everything that is wrong with any of them to `faults`: "subjects.3.birth_date".
[[nodiscard]] std::vector<SentSubject> subjectsIn(const tenon::JsonArray& sent, std::vector<tenon::FieldError>& faults);

} // namespace dttot::compliance
