#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dttot {

/// The format of an upload as the extraction judges it (tables/format.h): "xlsx", "xls", "csv" or "pdf"; nothing for
/// any other content.
///
/// \param fd open for reading; the file is `size` bytes from `offset`
[[nodiscard]] std::optional<std::string_view> formatOf(int fd, std::uint64_t offset, std::uint64_t size);

} // namespace dttot
