#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::cli {

/// The command line is wrong; the text says how. Ends the program with status 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What follows the command's name: options that take a value, flags, and words.
class Arguments {
public:
    /// `valued` and `flags` name the options that are known, without dashes ("config", "set"; "json"); at most
    /// `mostWords` words may stand beside them. Throws UsageError.
    Arguments(
        const std::vector<std::string>& arguments,
        const std::vector<std::string_view>& valued,
        const std::vector<std::string_view>& flags,
        std::size_t mostWords = 0
    );

    /// The last value of an option, or `fallback`.
    [[nodiscard]] std::string value(std::string_view option, std::string_view fallback = {}) const;
    /// Every value of an option that may be repeated, in order.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    [[nodiscard]] bool has(std::string_view option) const;
    /// The word at `index`; throws UsageError, naming what is missing.
    [[nodiscard]] const std::string& word(std::size_t index, std::string_view meaning) const;

    [[nodiscard]] const std::vector<std::string>& words() const { return _words; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> _options;
    std::vector<std::string> _words;
};

} // namespace tenon::cli
