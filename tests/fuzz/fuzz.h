#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the fuzz targets are made of. Each target is one file that defines run().
namespace tenon::fuzz {

/// Tries one input. A crash, a sanitizer's report, an exception that escapes and a claim that does not hold are
/// findings.
void run(std::string_view bytes);

/// Ends the process as a finding unless `holds`.
void claim(bool holds, const char* sentence);

/// Takes an input apart from its front; an exhausted one gives zeros and empty texts.
class Pieces {
public:
    explicit Pieces(std::string_view bytes) : _rest(bytes) {}

    [[nodiscard]] bool isEmpty() const { return _rest.empty(); }

    std::uint8_t byte();
    /// Little-endian.
    std::uint64_t number(std::size_t bytes);
    /// What stands before the next `end`, which is taken as well; all there is when there is none.
    std::string_view until(std::string_view end);

    std::string_view line() { return until("\n"); }

    std::string_view rest();

private:
    std::string_view _rest;
};

} // namespace tenon::fuzz
