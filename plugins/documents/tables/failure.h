#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace documents::tables {

/// The document as a whole cannot be read: a limit was passed, the format is unknown, no table was found.
///
/// `code` is stable and dotted ("file.zip_bomb"); what() is a sentence for a person that names the limit.
class Failure : public std::runtime_error {
public:
    Failure(std::string code, const std::string& sentence) : std::runtime_error(sentence), _code(std::move(code)) {}

    [[nodiscard]] const std::string& code() const noexcept { return _code; }

private:
    std::string _code;
};

} // namespace documents::tables
