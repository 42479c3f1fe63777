#pragma once

#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/body_store.h>
#include <kernel/http/transport/message.h>

#include <cstdint>
#include <optional>

namespace tenon::http {

/// Why the transport itself answers, without asking the application's routes.
enum class Refusal {
    BadRequest,      ///< 400: the request is not well-formed HTTP/1.1
    HeaderTimeout,   ///< 408: the header did not arrive in time
    BodyTimeout,     ///< 408: the body did not arrive in time or too slowly
    BodyTooLarge,    ///< 413
    UriTooLong,      ///< 414
    HeaderTooLarge,  ///< 431
    NotImplemented,  ///< 501: unknown transfer coding, or CONNECT
    VersionRefused,  ///< 505
    ServerBusy,      ///< 503 with Retry-After: too many requests in flight
    TooManyFromPeer, ///< 429: too many connections of one address
    SpoolFailed,     ///< 503 with Retry-After: the body could not be stored
};

/// The status that belongs to a refusal.
[[nodiscard]] int statusOf(Refusal refusal) noexcept;

/// What the application says when a header is complete and the body has not been read.
struct Admission {
    std::uint64_t maxBody = 0; ///< Longer bodies are refused with 413 before they are read.
    std::optional<Answer>
        refusal;     ///< Set: answered at once; the body is not read, the connection closes if there is one.
    BodySplit split; ///< Of a body that is spooled; empty: all of it goes to the file.
};

/// What the transport serves. Called by many worker threads at once; must not throw.
class Application {
public:
    virtual ~Application() = default;

    /// Decides about a body before it is read; asked only for requests that announce one. `head.body` is empty.
    virtual Admission admit(const Message& head) noexcept = 0;

    /// Answers a complete request.
    virtual void handle(const Message& message, Answer& answer) noexcept = 0;

    /// Words a refusal of the transport; `answer.status` and Retry-After are set already. Of `head` only peer and
    /// listener are set when no well-formed header was received. Must be cheap: called from the loop.
    virtual void refuse(Refusal refusal, const Message& head, Answer& answer) noexcept = 0;
};

} // namespace tenon::http
