#pragma once

#include "extraction/tables.h"
#include "tables/failure.h"

#include <string>

namespace dttot {

/// The document as a whole cannot be read. Codes of this module begin with "dttot."; those of the readers of tables do
/// not, see codeOf().
using Failure = tables::Failure;

/// The code as clients of this module know it: "dttot.file.zip_bomb".
[[nodiscard]] inline std::string codeOf(const Failure& failure) {
    return failure.code().starts_with("dttot.") ? failure.code() : "dttot." + failure.code();
}

} // namespace dttot
