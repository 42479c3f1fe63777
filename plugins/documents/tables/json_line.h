#pragma once

#include <boost/json/object.hpp>

namespace documents::tables {

/// Writes a line to standard output, as helper programs tell what they find.
void print(const boost::json::object& line);

} // namespace documents::tables
