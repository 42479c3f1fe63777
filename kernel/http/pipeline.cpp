#include <kernel/auth/callers.h>
#include <kernel/http/body_reader.h>
#include <kernel/http/compression.h>
#include <kernel/http/conditional.h>
#include <kernel/http/failure.h>
#include <kernel/http/kernel_request.h>
#include <kernel/http/limits/redis_counters.h>
#include <kernel/http/limits/shared_counters.h>
#include <kernel/http/pipeline.h>
#include <kernel/http/refusals.h>
#include <kernel/http/request_id.h>
#include <kernel/http/security_headers.h>
#include <kernel/http/target.h>

#include <algorithm>
#include <memory>

namespace tenon::http {

namespace {

constexpr std::string_view methodsOfServer = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

std::unique_ptr<Caller> callerOf(const Passage& passage) {
    std::string address(passage.client.address);
    if (passage.principal) {
        return std::make_unique<auth::PrincipalCaller>(passage.principal, std::move(address), passage.requestId);
    }
    return std::make_unique<auth::NobodyCaller>(std::move(address), passage.requestId);
}

/// What a shared cache must not keep: answers to somebody, and answers to a write, which may hold tokens.
void addCaching(Passage& passage) {
    const std::string_view method = passage.message.method;
    if (passage.answer.field("Cache-Control")) {
        return;
    }
    if (method != "GET" && method != "HEAD") {
        passage.answer.add("Cache-Control", "no-store");
    } else if (passage.principal) {
        passage.answer.add("Cache-Control", "private, no-cache");
    }
}

std::unique_ptr<RequestCounters> countersFor(const std::string& redis, Log& log) {
    if (redis.empty()) {
        return std::make_unique<MemoryCounters>();
    }
    return std::make_unique<SharedCounters>(std::make_unique<RedisCounters>(redisAt(redis)), log);
}

Error methodNotAllowed(std::string_view method) {
    return {405, "METHOD_NOT_ALLOWED", tenon::Message("{method} method is not allowed.", {{"method", method}})};
}

} // namespace

Pipeline::Pipeline(Parts parts, PipelineSettings settings)
    : _parts(std::move(parts)), _settings(std::move(settings)), _hosts(_settings.hosts),
      _trustedProxies(_settings.trustedProxies), _cors(_settings.corsOrigins),
      _browserProof(_settings.publicUrl, _settings.corsOrigins), _counters(countersFor(_settings.redis, _parts.log)),
      _limits(_settings.limits, *_counters), _idempotency(_parts.database, _parts.node) {
    std::sort(_settings.prefixes.begin(), _settings.prefixes.end(), [](const auto& a, const auto& b) {
        return a.size() > b.size();
    });
}

/// The ticket in the query of a request for an event stream; empty when there is none.
std::string Pipeline::ticketOf(const Passage& passage) {
    const RouteEntry* route = passage.match.route;
    if (route == nullptr || !route->isStream() || passage.message.method != "GET") {
        return {};
    }
    for (const auto& [name, value] : decodedPairs(passage.message.query)) {
        if (name == "token" || name == "ticket") {
            return value;
        }
    }
    return {};
}

/// Request id, client, path and route.
void Pipeline::locate(Passage& passage) const {
    passage.requestId = requestIdOf(passage.message.header("x-request-id"));
    passage.client = clientOf(passage.message, _trustedProxies);
    passage.language = _parts.texts.choose(passage.message.header("accept-language").value_or(""));
    passage.dialect = &chooseDialect(passage, _settings.dialect);
    passage.path = normalisedPath(passage.message.path);
    for (const std::string& prefix : _settings.prefixes) {
        const std::string_view path = passage.path;
        if (path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/')) {
            passage.prefix = prefix;
            passage.path.erase(0, prefix.size());
            passage.match = _parts.router.find(passage.message.method, passage.path);
            return;
        }
    }
}

/// Who asks, and in which dialect.
void Pipeline::identify(Passage& passage) const {
    if (const auto authorization = passage.message.header("authorization")) {
        const bool isOpen = passage.match.route != nullptr && passage.match.route->guard == Guard::Open;
        try {
            passage.principal = _parts.authenticator.authenticate(*authorization);
        } catch (const Unauthenticated&) {
            passage.dialect = &chooseDialect(passage, _settings.dialect);
            if (!isOpen) {
                throw;
            }
        }
    } else if (const std::string ticket = ticketOf(passage); !ticket.empty()) {
        passage.principal = _parts.authenticator.bearerOfTicket(ticket);
    } else if (const auto token = _browserProof.tokenOf(passage.message)) {
        passage.principal = _parts.authenticator.bearerOf(*token);
        passage.isByCookie = passage.principal != nullptr;
    }
    passage.dialect = &chooseDialect(passage, _settings.dialect);
}

void Pipeline::limit(Passage& passage) const { _limits.count(passage, limitingDialect(passage, _settings.dialect)); }

/// Deny by default: the route must exist and its guard must let the caller in.
void Pipeline::guard(Passage& passage) const {
    if (!passage.match.pathExists) {
        throw Error(404, "ROUTE_NOT_FOUND", "No such route.");
    }
    if (passage.match.route == nullptr) {
        passage.answer.add("Allow", passage.match.allow);
        throw methodNotAllowed(passage.message.method);
    }
    const RouteEntry& route = *passage.match.route;
    if (passage.isByCookie && route.hasEffect() && !_browserProof.isGiven(passage)) {
        if (route.guard != Guard::Open) {
            throw Forbidden("CSRF_FAILED", "The request does not prove that it comes from this site.");
        }
        passage.principal = nullptr; // An open route serves it as it serves anybody.
    }
    if (route.guard == Guard::Open) {
        return;
    }
    if (!passage.principal) {
        throw Unauthenticated();
    }
    if (passage.principal->account().mustChangePassword && !route.isForPasswordChange) {
        throw Forbidden("PASSWORD_CHANGE_REQUIRED", "Change your password first.");
    }
    if (route.guard == Guard::Permission && !passage.principal->has(route.permission)) {
        throw Forbidden();
    }
}

void Pipeline::approach(Passage& passage) const {
    try {
        locate(passage);
        _hosts.require(passage.message);
        identify(passage);
        if (passage.message.method != "OPTIONS") {
            guard(passage);
        }
    } catch (const Error&) {
        limit(passage); // What is refused counts as well: who guesses tokens or paths meets the limit, too.
        throw;
    }
}

void Pipeline::answerOptions(Passage& passage) const {
    if (passage.message.path == "*") { // asks about the server as a whole (RFC 9110 section 9.3.7)
        return _cors.preflight(passage.message, methodsOfServer, passage.answer);
    }
    if (!passage.match.pathExists) {
        throw Error(404, "ROUTE_NOT_FOUND", "No such route.");
    }
    _cors.preflight(passage.message, passage.match.allow, passage.answer);
}

/// Body and validation, idempotency, handler.
void Pipeline::run(Passage& passage) {
    passage.wasRun = true;
    const RouteEntry& route = *passage.match.route;
    const std::unique_ptr<Caller> caller = callerOf(passage);
    const KernelRequest request(passage, *caller);
    const auto effect = [&] { render(route.handler(request), passage, _parts.texts, _parts.jobStreams); };
    if (!route.hasEffect()) {
        effect();
    } else if (Idempotency::isAsked(passage)) {
        route.inTransaction ? _idempotency.once(passage, effect) : _idempotency.onceOutside(passage, effect);
    } else if (route.inTransaction) {
        _parts.database.transaction([&] {
            passage.answer = Answer();
            effect();
        });
    } else {
        effect();
    }
}

/// What every answer carries, and the line in the access log.
void Pipeline::finish(Passage& passage) {
    addSecurityHeaders(passage.answer);
    if (!passage.rateLimit.empty()) {
        passage.answer.add("RateLimit", passage.rateLimit);
    }
    if (passage.client.isSecure || _settings.publicUrl.starts_with("https://")) {
        addTransportSecurity(passage.answer);
    }
    passage.answer.add("X-Request-Id", passage.requestId);
    _cors.allow(passage.message, passage.answer);
    addCaching(passage);
    answerUnchanged(passage.message, passage.answer);
    compress(passage.message, passage.answer);
    _parts.accessLog.record(passage);
}

std::string Pipeline::faultOfCounters() const {
    const auto* shared = dynamic_cast<const SharedCounters*>(_counters.get());
    return shared != nullptr && shared->isAway() ? "Redis is away; each node counts for itself" : "";
}

Admission Pipeline::admit(const Message& head) noexcept {
    Admission admission;
    Answer answer;
    Passage passage(head, answer);
    try {
        approach(passage);
        const RouteEntry* route = passage.match.route;
        admission.maxBody = route != nullptr && route->bodyLimit > 0 ? route->bodyLimit : _settings.maxBody;
        if (route != nullptr && route->takesFiles()) {
            admission.split = splitOf(head);
        }
    } catch (...) {
        answerFailure(passage, std::current_exception(), _parts.texts, _parts.log);
        finish(passage);
        admission.refusal = std::move(answer);
    }
    return admission;
}

void Pipeline::handle(const Message& message, Answer& answer) noexcept {
    Passage passage(message, answer);
    try {
        approach(passage);
        limit(passage);
        if (message.method == "OPTIONS") {
            answerOptions(passage);
        } else {
            run(passage);
        }
    } catch (...) {
        if (passage.wasRun) {
            answer = Answer(); // What the handler said is void; what a guard said (Allow, Retry-After) is not.
        }
        answerFailure(passage, std::current_exception(), _parts.texts, _parts.log);
    }
    finish(passage);
}

void Pipeline::refuse(Refusal refusal, const Message& head, Answer& answer) noexcept {
    Passage passage(head, answer);
    passage.client = clientOf(head, _trustedProxies);
    passage.requestId = requestIdOf(std::nullopt);
    passage.dialect = &chooseDialect(passage, _settings.dialect);
    answerFailure(passage, std::make_exception_ptr(errorOf(refusal)), _parts.texts, _parts.log);
    finish(passage);
}

} // namespace tenon::http
