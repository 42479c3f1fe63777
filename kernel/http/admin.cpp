#include <kernel/http/admin.h>
#include <kernel/http/refusals.h>
#include <kernel/http/security_headers.h>

namespace tenon::http {

namespace {

void say(Answer& answer, int status, std::string_view contentType, std::string body) {
    answer.status = status;
    answer.add("Content-Type", contentType);
    answer.add("Cache-Control", "no-store");
    answer.body = std::move(body);
    addSecurityHeaders(answer);
}

void sayJson(Answer& answer, int status, const JsonObject& body) {
    say(answer, status, "application/json", boost::json::serialize(body));
}

} // namespace

Admission Admin::admit(const Message& /*head*/) noexcept { return {.maxBody = 0, .refusal = std::nullopt}; }

void Admin::handle(const Message& message, Answer& answer) noexcept {
    try {
        if (message.method != "GET" && message.method != "HEAD") {
            answer.add("Allow", "GET, HEAD");
            sayJson(answer, 405, {{"error", "Only GET is served here."}});
        } else if (message.path == "/live") {
            sayJson(answer, 200, {{"status", "ok"}});
        } else if (message.path == "/ready") {
            const bool isReady = _health.isReady();
            sayJson(answer, isReady ? 200 : 503, _health.report());
        } else if (message.path == "/metrics") {
            say(answer, 200, telemetry::Metrics::contentType, _metrics.text());
        } else {
            sayJson(answer, 404, {{"error", "Served here: /live, /ready, /metrics."}});
        }
    } catch (...) {
        answer = Answer();
        answer.status = 500;
    }
}

void Admin::refuse(Refusal refusal, const Message& /*head*/, Answer& answer) noexcept {
    try {
        const Error error = errorOf(refusal);
        sayJson(answer, error.status(), {{"error", error.message().english()}});
    } catch (...) {
        answer.status = 500;
    }
}

} // namespace tenon::http
