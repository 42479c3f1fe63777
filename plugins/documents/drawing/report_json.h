#pragma once

#include <tenon/documents/report.h>

#include <boost/json/object.hpp>

#include <cstddef>

namespace documents::drawing {

/// Most that the program reads.
inline constexpr std::size_t mostBytes = 16U << 20U;

/// A report whose cells are texts, as the server hands it to the program that draws it.
[[nodiscard]] boost::json::object jsonOf(const Report& report);

/// The report again. Throws what Boost.JSON throws for something else.
[[nodiscard]] Report reportOf(const boost::json::object& json);

} // namespace documents::drawing
