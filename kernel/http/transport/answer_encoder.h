#pragma once

#include <kernel/http/transport/outgoing.h>

namespace tenon::http {

/// What of the request decides how its answer is framed.
struct Reply {
    bool headOnly = false;  ///< The method was HEAD: the header of a GET without its body.
    bool keepAlive = false; ///< Another request may follow on this connection.
    int minorVersion = 1;   ///< The client's, 0 or 1.
};

/// Encodes `answer` with Date, Content-Length and Connection into `out`, and moves its body there.
///
/// An event stream gets no length: it ends with the connection (RFC 9112 section 6.3).
void encode(Answer& answer, const Reply& reply, Outgoing& out);

} // namespace tenon::http
