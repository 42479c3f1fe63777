#pragma once

#include <kernel/schema/kind.h>

namespace tenon::schema {

// One function for each type of the vocabulary in <tenon/field.h>, in the file of its nature. They throw
// std::invalid_argument when the description's limits make no sense.

[[nodiscard]] KindPtr textKind(const JsonObject& description);
[[nodiscard]] KindPtr secretKind(const JsonObject& description);
[[nodiscard]] KindPtr emailKind(const JsonObject& description);
[[nodiscard]] KindPtr uuidKind(const JsonObject& description);
[[nodiscard]] KindPtr choiceKind(const JsonObject& description);
[[nodiscard]] KindPtr integerKind(const JsonObject& description);
[[nodiscard]] KindPtr decimalKind(const JsonObject& description);
[[nodiscard]] KindPtr numberKind(const JsonObject& description);
[[nodiscard]] KindPtr booleanKind(const JsonObject& description);
[[nodiscard]] KindPtr dateKind(const JsonObject& description);
[[nodiscard]] KindPtr timestampKind(const JsonObject& description);
[[nodiscard]] KindPtr referenceKind(const JsonObject& description);
[[nodiscard]] KindPtr durationKind(const JsonObject& description);
[[nodiscard]] KindPtr bytesKind(const JsonObject& description);
[[nodiscard]] KindPtr listKind(const JsonObject& description);
[[nodiscard]] KindPtr objectKind(const JsonObject& description);
[[nodiscard]] KindPtr jsonKind(const JsonObject& description);
[[nodiscard]] KindPtr fileKind(const JsonObject& description);

} // namespace tenon::schema
