#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dttot {

/// The format of a list by what the file holds, whatever its name says: "xlsx", "xls", "csv" or "pdf"; nothing for any
/// other content. Looks at the file's beginning and at the directory of its container; the extraction checks the rest.
///
/// \param fd open for reading; the file is `size` bytes from `offset`
[[nodiscard]] std::optional<std::string_view> formatOf(int fd, std::uint64_t offset, std::uint64_t size);

} // namespace dttot
