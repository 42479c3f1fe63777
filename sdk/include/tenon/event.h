#pragma once

#include <tenon/json.h>

#include <cstdint>
#include <functional>
#include <string>

namespace tenon {

/// Something that happened, published in the transaction that made it happen and delivered after the commit.
struct Event {
    std::int64_t id = 0; ///< Grows with time; an event may be delivered twice, its id tells.
    std::string name;    ///< "dttot.list.changed"
    JsonObject data;
    std::string at; ///< When it was published, RFC 3339.
};

using EventHandler = std::function<void(const Event&)>;

} // namespace tenon
