#pragma once

#include "tables/failure.h"
#include "tables/format.h"

#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// What the helper programs that read documents have in common.
namespace documents::tables {

/// How a program speaks of itself.
struct ReadingProgram {
    std::string_view name;
    std::string (*codeOf)(const Failure& failure); ///< as those who started the program know it
    std::string_view unreadable;                   ///< the code for a document that broke the reader
};

/// Confines the process and passes on the bytes of the document, and its format. What `read` throws becomes the line
/// {"failure": {"code", "message"}}. Returns the exit code of the program: 0, or 1 after a failure; `outOfTime` ends
/// the program by itself (tables/time_allowance.h).
[[nodiscard]] int readConfined(
    int descriptor,
    const ReadingProgram& program,
    const std::function<void(std::string_view bytes, Format format)>& read
);

/// The number that a whole argument is.
template <typename Number>
[[nodiscard]] std::optional<Number> numberOf(std::string_view argument) {
    Number number{};
    const auto [end, error] = std::from_chars(argument.data(), argument.data() + argument.size(), number);
    return error == std::errc() && end == argument.data() + argument.size() ? std::optional(number) : std::nullopt;
}

} // namespace documents::tables
