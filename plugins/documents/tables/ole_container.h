#pragma once

#include <string>
#include <string_view>

namespace documents::tables {

/// Copies a stream out of an OLE compound file ([MS-CFB]), the container of .xls. Empty when there is no such stream;
/// throws Failure when the chains are damaged or go in circles.
[[nodiscard]] std::string oleStream(std::string_view file, std::string_view name);

} // namespace documents::tables
