#include "kind.h"

#include "kinds/kinds.h"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tenon::schema {

namespace {

struct Type {
    std::string_view name;
    KindPtr (*make)(const JsonObject& description);
};

constexpr std::array types{
    Type{"text", textKind},
    Type{"integer", integerKind},
    Type{"decimal", decimalKind},
    Type{"number", numberKind},
    Type{"boolean", booleanKind},
    Type{"date", dateKind},
    Type{"timestamp", timestampKind},
    Type{"choice", choiceKind},
    Type{"email", emailKind},
    Type{"uuid", uuidKind},
    Type{"ref", referenceKind},
    Type{"list", listKind},
    Type{"object", objectKind},
    Type{"json", jsonKind},
    Type{"file", fileKind},
    Type{"secret", secretKind},
    Type{"duration", durationKind},
    Type{"bytes", bytesKind},
};

} // namespace

Kind::~Kind() = default;

KindPtr kindOf(const JsonObject& description) {
    const std::string_view wanted = textAt(description, "type");
    for (const Type& type : types) {
        if (type.name == wanted) {
            return type.make(description);
        }
    }
    throw std::invalid_argument("there is no field type '" + std::string(wanted) + "'");
}

} // namespace tenon::schema
