#include "schema.h"

#include "text_pairs.h"

namespace tenon::schema {

Schema::Schema(const JsonArray& descriptions) : _members(descriptions) {}

JsonObject Schema::accept(const JsonObject& input, Presence presence, Unknown unknown, Scalars scalars) const {
    Faults faults;
    JsonObject accepted = soundPart(input, presence, unknown, scalars, faults);
    faults.raise();
    return accepted;
}

JsonObject
Schema::soundPart(const JsonObject& input, Presence presence, Unknown unknown, Scalars scalars, Faults& faults) const {
    Reading reading{faults, scalars};
    return _members.read(input, {}, reading, presence, unknown);
}

JsonObject Schema::acceptTexts(std::span<const TextPair> pairs, Presence presence, Unknown unknown) const {
    Faults faults;
    Reading reading{faults, Scalars::Text};
    const JsonObject input = gathered(pairs, _members, faults);
    JsonObject accepted = _members.read(input, {}, reading, presence, unknown);
    faults.raise();
    return accepted;
}

JsonObject Schema::jsonSchema(Direction direction) const { return _members.jsonSchema(direction); }

} // namespace tenon::schema
