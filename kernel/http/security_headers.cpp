#include <kernel/http/security_headers.h>

namespace tenon::http {

void addSecurityHeaders(Answer& answer) {
    answer.add("X-Content-Type-Options", "nosniff");
    answer.add("Referrer-Policy", "no-referrer");
    answer.add("Cross-Origin-Opener-Policy", "same-origin");
    answer.add("Cross-Origin-Resource-Policy", "same-origin");
    answer.add(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
}

} // namespace tenon::http
