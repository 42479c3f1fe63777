#include <kernel/http/security_headers.h>

namespace tenon::http {

void addSecurityHeaders(Answer& answer) {
    answer.addClean("X-Content-Type-Options: nosniff\r\n"
                    "Referrer-Policy: no-referrer\r\n"
                    "Cross-Origin-Opener-Policy: same-origin\r\n"
                    "Cross-Origin-Resource-Policy: same-origin\r\n");
    if (!answer.field("content-security-policy")) {
        answer.addClean(
            "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            "frame-ancestors 'none'\r\n"
        );
    }
}

void addTransportSecurity(Answer& answer) { answer.addClean("Strict-Transport-Security: max-age=31536000\r\n"); }

} // namespace tenon::http
