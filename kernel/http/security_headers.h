#pragma once

#include <kernel/http/transport/answer.h>

namespace tenon::http {

/// Adds what every answer carries, errors included (ASVS 5.0, 3.4): no sniffing, no framing, no referrer, no embedding
/// by other origins, and a content policy that lets a page load nothing but what this server serves.
void addSecurityHeaders(Answer& answer);

/// Adds what an answer by TLS carries besides: the browser shall never come without it again, for a year.
void addTransportSecurity(Answer& answer);

} // namespace tenon::http
