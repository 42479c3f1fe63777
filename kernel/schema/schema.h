#pragma once

#include "faults.h"
#include "members.h"

#include <tenon/error.h>
#include <tenon/json.h>

#include <span>
#include <string_view>
#include <utility>

namespace tenon::schema {

/// A name and a value of a query string or form, decoded.
using TextPair = std::pair<std::string_view, std::string_view>;

/// Declared fields, compiled once: checks an input against them and gives it back in canonical form.
///
/// Canonical means: declared names instead of other spellings, texts trimmed, decimals as text with all their decimals,
/// timestamps in UTC with fixed width, UUIDs in lower case, choices as declared, durations in milliseconds, sizes in
/// bytes. Fields of type `file` are left out. Immutable; used by many threads at once.
class Schema {
public:
    /// Compiles what `tenon::descriptionOf(fields)` gives. Throws std::invalid_argument, naming the field, when a
    /// description, a limit or an initial value makes no sense.
    explicit Schema(const JsonArray& descriptions);

    /// The canonical object. Throws tenon::Invalid with the faults of all fields at once (the first 100).
    [[nodiscard]] JsonObject
    accept(const JsonObject& input, Presence presence, Unknown unknown, Scalars scalars = Scalars::Typed) const;

    /// The same for one who goes on in spite of faults, which are added to `faults`: the object without faulty members.
    [[nodiscard]] JsonObject
    soundPart(const JsonObject& input, Presence presence, Unknown unknown, Scalars scalars, Faults& faults) const;

    /// The same from texts. A repeated name, or `name[]`, makes a list; a list or object may also be one JSON text. An
    /// empty value of a field that is no text counts as not sent, or as null where null is allowed.
    [[nodiscard]] JsonObject acceptTexts(std::span<const TextPair> pairs, Presence presence, Unknown unknown) const;

    /// The JSON Schema (2020-12) of what is accepted or answered.
    [[nodiscard]] JsonObject jsonSchema(Direction direction) const;

private:
    Members _members;
};

} // namespace tenon::schema
