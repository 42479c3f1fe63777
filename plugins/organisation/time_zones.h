#pragma once

#include <tenon/time.h>

#include <string>

namespace organisation {

/// Whether `name` is a time zone of the IANA database: "Asia/Dhaka".
[[nodiscard]] bool isTimeZone(const std::string& name);

/// The day in the zone at that instant.
[[nodiscard]] tenon::Date dayIn(const std::string& zone, tenon::Timestamp instant);

} // namespace organisation
