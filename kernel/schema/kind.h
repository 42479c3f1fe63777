#pragma once

#include "faults.h"
#include "place.h"

#include <tenon/json.h>

#include <memory>
#include <optional>

namespace tenon::schema {

/// Which way a value travels: sent by a client or answered by the server.
enum class Direction { In, Out };

/// Whether numbers and booleans have their own types, as in JSON, or may be written as texts, as in forms and settings.
enum class Scalars { Typed, Text };

/// One pass over one input.
struct Reading {
    Faults& faults;
    Scalars scalars = Scalars::Typed;

    /// Reports a fault; returns the nothing that a kind answers then.
    std::optional<Json> refuse(const Place& place, Message message) {
        faults.add(place, std::move(message));
        return std::nullopt;
    }
};

/// How the values of one type of field are read and described. Immutable; used by many threads at once.
class Kind {
public:
    virtual ~Kind();

    /// The canonical form of `sent`, which is not null; nothing after a fault was reported.
    [[nodiscard]] virtual std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const = 0;

    /// The JSON Schema (2020-12) of such values.
    [[nodiscard]] virtual JsonObject jsonSchema(Direction direction) const = 0;

    /// Whether an empty form value is a value, not a control that was left empty.
    [[nodiscard]] virtual bool takesEmptyText() const { return false; }
};

using KindPtr = std::unique_ptr<const Kind>;

/// The kind that `description` names in "type". Throws std::invalid_argument for a type or limit that makes no sense.
[[nodiscard]] KindPtr kindOf(const JsonObject& description);

} // namespace tenon::schema
