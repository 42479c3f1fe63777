#pragma once

#include <cstdint>
#include <cstdlib>

/// For tests that call at random: the same sequence in each run, and others by the environment. Since SDK 1.1.
namespace tenon::test {

inline std::uint32_t numberFrom(const char* variable, std::uint32_t usual) {
    const char* wanted = std::getenv(variable);
    return wanted != nullptr ? static_cast<std::uint32_t>(std::strtoul(wanted, nullptr, 10)) : usual;
}

/// What the generator of a test begins with: TENON_TEST_SEED, else `usual`.
inline std::uint32_t seed(std::uint32_t usual) { return numberFrom("TENON_TEST_SEED", usual); }

/// How many steps a test takes: TENON_TEST_ROUNDS, else `usual`.
inline std::uint32_t rounds(std::uint32_t usual) { return numberFrom("TENON_TEST_ROUNDS", usual); }

} // namespace tenon::test
