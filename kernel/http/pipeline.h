#pragma once

#include <kernel/auth/authenticator.h>
#include <kernel/http/access_log.h>
#include <kernel/http/browser_proof.h>
#include <kernel/http/cors.h>
#include <kernel/http/dialect_choice.h>
#include <kernel/http/hosts.h>
#include <kernel/http/idempotency.h>
#include <kernel/http/limits/rate_limits.h>
#include <kernel/http/render.h>
#include <kernel/http/router.h>
#include <kernel/http/texts.h>
#include <kernel/http/transport/application.h>

#include <tenon/database.h>
#include <tenon/log.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tenon::http {

/// What a deployer may set about the way of a request.
struct PipelineSettings {
    std::vector<std::string> prefixes{"/api/v1", "/api"}; ///< Longest first; every route answers below each
    std::uint64_t maxBody = 25 * 1024 * 1024;
    DialectSettings dialect;
    std::vector<std::string> corsOrigins;
    std::vector<std::string> hosts;          ///< Names that clients may address; empty: any
    std::vector<std::string> trustedProxies; ///< Addresses, or ADDRESS/BITS, whose X-Forwarded-* fields count
    std::vector<LimitRule> limits;           ///< Empty: as many requests as wanted
    std::string redis;                       ///< Where nodes share their counters; empty: each counts for itself
    std::string publicUrl;                   ///< Where browsers find this server; empty: where they say (Host)
};

/// The way of a request, in the order of architecture.md: request id, route, authentication, dialect, rate limit,
/// authorisation, idempotency, body and validation, handler in a transaction, dialect. Each stage is a small file.
class Pipeline : public Application {
public:
    /// What the pipeline works with; all of it outlives the pipeline.
    struct Parts {
        const Router& router;
        const Texts& texts;
        auth::Authenticator& authenticator;
        Database& database;
        Log& log;
        AccessLog& accessLog;
        JobStreams jobStreams;
        std::string node; ///< Name of this node, the same after every restart
    };

    Pipeline(Parts parts, PipelineSettings settings);

    Admission admit(const Message& head) noexcept override;
    void handle(const Message& message, Answer& answer) noexcept override;
    void refuse(Refusal refusal, const Message& head, Answer& answer) noexcept override;

    [[nodiscard]] Idempotency& idempotency() { return _idempotency; }

    /// Empty while the counters of the rate limits are as the deployer wants them, else why they are not.
    [[nodiscard]] std::string faultOfCounters() const;

private:
    void locate(Passage& passage) const;
    void identify(Passage& passage) const;
    [[nodiscard]] static std::string ticketOf(const Passage& passage);
    void limit(Passage& passage) const;
    void guard(Passage& passage) const;
    void approach(Passage& passage) const;
    void run(Passage& passage);
    void answerOptions(Passage& passage) const;
    void finish(Passage& passage);

    Parts _parts;
    PipelineSettings _settings;
    const Hosts _hosts;
    const AddressRanges _trustedProxies;
    Cors _cors;
    BrowserProof _browserProof;
    std::unique_ptr<RequestCounters> _counters;
    RateLimits _limits;
    Idempotency _idempotency;
};

} // namespace tenon::http
