#pragma once

#include <string>
#include <string_view>

namespace tenon::telemetry {

/// The type of the exception being handled, as its author wrote it: "ns::Type", "int", "an unknown type". Names types
/// that are private to a module too. Call it inside a catch block or a terminate handler.
[[nodiscard]] std::string currentExceptionType();

/// What the exception being handled and those nested in it say, in one line: "ns::Type: its text; because Other: why",
/// or "exception of type int" when it is no std::exception. Call it inside a catch block or a terminate handler.
[[nodiscard]] std::string currentExceptionText();

/// The C++ name behind a symbol of a library, or the symbol itself when it is none.
[[nodiscard]] std::string demangled(std::string_view symbol);

/// `text` with control characters replaced by spaces.
[[nodiscard]] std::string oneLine(std::string_view text);

} // namespace tenon::telemetry
