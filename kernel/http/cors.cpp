#include <kernel/http/cors.h>

#include <algorithm>

namespace tenon::http {

bool Cors::isAllowed(std::string_view origin) const {
    return origin != "null" && std::find(_origins.begin(), _origins.end(), origin) != _origins.end();
}

void Cors::allow(const Message& message, Answer& answer) const {
    if (_origins.empty()) {
        return;
    }
    answer.add("Vary", "Origin");
    const auto origin = message.header("origin");
    if (origin && isAllowed(*origin)) {
        answer.add("Access-Control-Allow-Origin", *origin);
        answer.add(
            "Access-Control-Expose-Headers", "ETag, Link, X-Total-Count, X-Request-Id, Location, RateLimit, Retry-After"
        );
    }
}

void Cors::preflight(const Message& message, std::string_view methods, Answer& answer) const {
    answer.status = 204;
    answer.add("Allow", methods);
    const auto origin = message.header("origin");
    if (origin && isAllowed(*origin)) {
        answer.add("Access-Control-Allow-Methods", methods);
        answer.add(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, Idempotency-Key, X-API-Dialect, "
            "X-Request-Id, Last-Event-ID"
        );
        answer.add("Access-Control-Max-Age", "600");
    }
}

} // namespace tenon::http
