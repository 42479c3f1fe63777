#pragma once

#include <tenon/json.h>
#include <tenon/time.h>

#include <cstdint>
#include <string>

namespace tenon::settings {

/// A value that a version gives to a member of a section, from an instant on.
struct Assignment {
    std::int64_t version = 0;
    Timestamp from;
    std::string section;
    std::string name;
    Json value; ///< Secrets in clear
    bool isSecret = false;
    bool isInitial = false; ///< Nobody chose it
};

/// A change as it is told: who made it, why, and from when on it holds.
struct Version {
    std::int64_t number = 0;
    Timestamp effectiveFrom;
    Timestamp changedAt;
    std::int64_t changedBy = 0;
    std::string changedByName;
    std::string reason;
};

} // namespace tenon::settings
