#pragma once

#include <kernel/http/route_entry.h>
#include <kernel/http/transport/body_store.h>
#include <kernel/http/transport/message.h>

#include <tenon/file.h>
#include <tenon/json.h>

#include <memory>
#include <vector>

namespace tenon::http {

/// A body as its route declares it.
struct ReadBody {
    JsonObject values;
    std::vector<Upload> uploads;
    std::shared_ptr<void> keptAlive; ///< What the uploads refer to
};

/// How a body with files is to be spooled: a long file begins where the spool does. Empty for what is no form.
[[nodiscard]] BodySplit splitOf(const Message& head);

/// Reads a JSON, urlencoded or multipart body and checks it against the route's fields. A route without declared fields
/// has no body: whatever was sent is not looked at. Throws Invalid, and Error 415 for another media type.
[[nodiscard]] ReadBody readBody(const Message& message, const RouteEntry& route);

} // namespace tenon::http
