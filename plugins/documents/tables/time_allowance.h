#pragma once

#include <chrono>
#include <cstdint>

/// How much processor time the helper program may use: a little to begin with, and more for everything that it has
/// read. So a long list is read to its end, and a small document that was made to keep its reader busy is given up
/// soon.
namespace documents::tables {

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 1;
#else
inline constexpr int slowness = 4;
#endif

/// A list of the usual size takes some milliseconds.
inline constexpr std::chrono::seconds timeToBegin{3 * slowness};
/// About three times what a row of many names takes, and ten times what a page full of text takes.
inline constexpr std::chrono::microseconds timePerRow{100 * slowness};
inline constexpr std::chrono::milliseconds timePerPage{100 * slowness};
/// No document may take longer than this, however much is in it.
inline constexpr std::chrono::seconds timeInAll{30 * slowness};

/// The address space of the helper program.
inline constexpr std::uint64_t memoryInAll = 512U << 20U;

/// What the program's exit code is when its time is used up. Nothing can be told then: the reader may be anywhere.
inline constexpr int outOfTime = 3;

/// Ends the program with `outOfTime` once it has used more time than was granted. Called once, before the program
/// confines itself.
void limitTime(std::chrono::microseconds first);

/// Adds to the time; without limitTime() it does nothing. Cheap enough for every row.
void grantTime(std::chrono::microseconds more) noexcept;

} // namespace documents::tables
