#pragma once

#include <kernel/schema/schema.h>

#include <tenon/field.h>

#include <string>
#include <string_view>

namespace tenon::schema::test {

/// The canonical value of `field` when the JSON text `sent` is sent for it, or "path: sentence" of its first fault.
std::string outcome(const Field& field, std::string_view sent);

/// The same for the text `sent` in a form.
std::string textOutcome(const Field& field, std::string_view sent);

/// The canonical object as JSON text, or the faults as "path: sentence", one per line.
std::string outcome(
    const Fields& fields, std::string_view body, Presence presence = Presence::Whole, Unknown unknown = Unknown::Refuse
);

/// The same for a form.
std::string textOutcome(
    const Fields& fields,
    std::initializer_list<TextPair> pairs,
    Presence presence = Presence::Whole,
    Unknown unknown = Unknown::Refuse
);

} // namespace tenon::schema::test
