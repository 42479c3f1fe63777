#pragma once

#include "extraction/list_format.h"

#include <span>

namespace dttot {

/// The list formats of lists/, in the order of their files; the build makes this function.
[[nodiscard]] std::span<const ListFormat* const> listFormats();

} // namespace dttot
