#pragma once

#include "screening/subject.h"

#include <tenon/json.h>

#include <string>

namespace dttot::compliance {

/// What is known of a subject and held against the lists; empty where nothing is.
struct Facts {
    std::string name;
    std::string birthDate; ///< EDTF
    std::string birthPlace;
    std::string nik;
    std::string passport;
    std::string nationality; ///< ISO 3166-1 alpha-2
    screening::Kind kind = screening::Kind::unknown;
};

/// The facts as they are stored: equal texts for equal facts.
[[nodiscard]] std::string textOf(const Facts& facts);

/// The members that are told to clients: those of a subject as POST /dttot/screenings takes it.
[[nodiscard]] tenon::JsonObject jsonIn(std::string_view stored);

[[nodiscard]] screening::Subject subjectIn(std::string_view stored);

} // namespace dttot::compliance
