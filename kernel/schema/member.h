#pragma once

#include "kind.h"

#include <string>
#include <string_view>
#include <vector>

namespace tenon::schema {

/// One declared field, compiled: its names, what is demanded of it, and its kind. Immutable.
class Member {
public:
    /// Throws std::invalid_argument, naming the field, when the description or its initial value makes no sense.
    explicit Member(const JsonObject& description);

    [[nodiscard]] const std::string& name() const { return _spellings.front(); }

    /// The name, then the other spellings in the order of their declaration.
    [[nodiscard]] const std::vector<std::string>& spellings() const { return _spellings; }

    [[nodiscard]] const Kind& kind() const { return *_kind; }

    [[nodiscard]] bool isRequired() const { return _isRequired; }

    [[nodiscard]] bool isNullable() const { return _isNullable; }

    [[nodiscard]] bool isReadOnly() const { return _isReadOnly; }

    [[nodiscard]] bool isWriteOnly() const { return _isWriteOnly; }

    [[nodiscard]] bool isFile() const { return _isFile; }

    [[nodiscard]] bool isList() const { return _isList; }

    /// The canonical value when none is sent.
    [[nodiscard]] const std::optional<Json>& initial() const { return _initial; }

    /// The canonical form of what was sent, null included; nothing after a fault was reported.
    [[nodiscard]] std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const;

    /// The field's JSON Schema with its description, default and sample.
    [[nodiscard]] JsonObject jsonSchema(Direction direction) const;

private:
    [[nodiscard]] std::optional<Json> initialOf(const JsonObject& description) const;

    std::vector<std::string> _spellings;
    KindPtr _kind;
    bool _isRequired;
    bool _isNullable;
    bool _isReadOnly;
    bool _isWriteOnly;
    bool _isFile;
    bool _isList;
    std::optional<Json> _initial;
    JsonObject _annotations;
};

} // namespace tenon::schema
