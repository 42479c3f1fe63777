#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::modules {

/// A line of the log in the making, in the memory of its own: every operation is safe in a signal handler. What does
/// not fit is cut.
class CrashLine {
public:
    /// Begins with the time and the level, as every line of the log does.
    explicit CrashLine(std::string_view event) noexcept;

    /// Appends a member; empty values are left out.
    void add(std::string_view key, std::string_view value) noexcept;

    /// Closes the line.
    [[nodiscard]] std::string_view finish() noexcept;

private:
    void put(char c) noexcept;
    void put(std::string_view text) noexcept;
    void putQuoted(std::string_view text) noexcept;
    void putTime() noexcept;
    void putNumber(unsigned value, int digits) noexcept;

    std::array<char, 2048> _text{};
    std::size_t _size = 0;
};

} // namespace tenon::modules
