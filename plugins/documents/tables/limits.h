#pragma once

#include <cstddef>
#include <cstdint>

/// What a document may ask for before it is refused; far above any real list.
namespace documents::tables {

inline constexpr std::size_t maxDocumentBytes = 64U << 20U;
inline constexpr std::uint64_t maxZipEntries = 2000;
inline constexpr std::uint64_t maxZipEntryBytes = 256U << 20U;
inline constexpr std::uint64_t maxZipTotalBytes = 512U << 20U;
inline constexpr std::uint64_t maxZipRatio = 200;
inline constexpr std::uint64_t zipRatioAppliesFrom = 1U << 20U;
inline constexpr std::size_t maxXmlDepth = 64;
inline constexpr std::size_t maxSharedStringBytes = 64U << 20U;
inline constexpr std::uint64_t maxCells = 20'000'000;
inline constexpr std::size_t maxColumns = 16384;
inline constexpr std::uint64_t maxRows = 1'048'576;
inline constexpr std::size_t maxCellBytes = 1U << 20U;
inline constexpr std::size_t maxMergedAreas = 100'000;
inline constexpr int maxPdfPages = 500;
inline constexpr double maxPdfSidePoints = 14400;
inline constexpr std::size_t maxPdfWordsPerPage = 50'000;
inline constexpr std::uint64_t maxPdfStreamBytes = 32U << 20U;
inline constexpr std::uint64_t maxPdfImageBytes = 256U << 20U;
inline constexpr std::uint64_t maxPdfTotalBytes = 512U << 20U;

} // namespace documents::tables
