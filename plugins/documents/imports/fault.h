#pragma once

#include <tenon/message.h>

#include <cstdint>
#include <string>
#include <vector>

namespace documents {

/// One thing that is wrong with a file.
struct Fault {
    std::uint64_t row = 0; ///< As the sheet counts; 0: the file as a whole
    std::string field;     ///< Empty: the row as a whole
    std::string code;      ///< "VALIDATION", "DUPLICATE", …
    tenon::Message message;
};

using Faults = std::vector<Fault>;

} // namespace documents
