#pragma once

#include "member.h"

#include <string_view>
#include <vector>

namespace tenon::schema {

/// Whether an input states a whole thing or only what shall change.
enum class Presence {
    Whole,  ///< Required fields must be there, initial values stand in for what was not sent.
    Partial ///< Only what was sent is answered (PATCH).
};

/// What becomes of members that are not declared.
enum class Unknown { Refuse, Keep, Ignore };

/// The message for members that are not declared; here because settings say it in their own words.
inline constexpr const char* unknownField = "Unknown field.";

/// The declared members of an object. Immutable; used by many threads at once.
class Members {
public:
    /// Throws std::invalid_argument when a description makes no sense or a spelling is declared twice.
    explicit Members(const JsonArray& descriptions);

    /// The canonical object: declared members in the order of their declaration, then those that were kept. After a
    /// fault it is incomplete; the faults say so.
    [[nodiscard]] JsonObject
    read(const JsonObject& input, const Place& place, Reading& reading, Presence presence, Unknown unknown) const;

    /// The member with this spelling, or null.
    [[nodiscard]] const Member* find(std::string_view spelling) const;

    [[nodiscard]] JsonObject jsonSchema(Direction direction) const;

private:
    void readUnknown(
        const JsonObject& input, const Place& place, Reading& reading, Unknown unknown, JsonObject& accepted
    ) const;

    std::vector<Member> _members;
};

} // namespace tenon::schema
