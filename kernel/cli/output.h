#pragma once

#include <tenon/json.h>

namespace tenon::cli {

/// Prints a JSON value and a line end to the standard output.
void print(const Json& value);

} // namespace tenon::cli
