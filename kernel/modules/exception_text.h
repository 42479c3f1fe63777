#pragma once

#include <string>
#include <string_view>

namespace tenon::modules {

/// What the exception being handled says, in one line: "ns::Type: its text", or "exception of type int" when it is no
/// std::exception. Names types that are private to a module too. Call it inside a catch block or a terminate handler.
[[nodiscard]] std::string currentExceptionText();

/// The C++ name behind a symbol of a library, or the symbol itself when it is none.
[[nodiscard]] std::string demangled(std::string_view symbol);

/// `text` with control characters replaced by spaces.
[[nodiscard]] std::string oneLine(std::string_view text);

} // namespace tenon::modules
