#pragma once

#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace tenon {

/// What answers a request. Called by many threads at once.
///
/// Unless the route says otherwise, POST, PUT, PATCH and DELETE run inside a transaction: effect, audit rows, events,
/// jobs and the idempotency record are committed together, or nothing is. It may run again after a serialization failure.
using Handler = std::function<Reply(const Request&)>;

/// One endpoint, described on the line that registers it. Every route answers below every prefix of the server, with and
/// without a trailing slash. A route that names no guard is refused at start: `open`, `signedIn` or `needs`.
class TENON_API Route {
public:
    virtual ~Route();

    /// Anybody may call it.
    virtual Route& open() = 0;
    /// Any signed-in account may call it.
    virtual Route& signedIn() = 0;
    /// The caller must hold `permission`.
    virtual Route& needs(std::string_view permission) = 0;

    /// The members of the JSON (or form) body; unknown members are refused unless `anything` is called too.
    virtual Route& body(const Fields& fields) = 0;
    /// Members of the body beside the declared ones are let through as sent.
    virtual Route& anything() = 0;
    /// The query parameters; they arrive converted in Request::arguments().
    virtual Route& query(const Fields& fields) = 0;
    /// Members of the answer, for the API document.
    virtual Route& answers(const Fields& fields) = 0;
    /// The answer is a list (or page) of objects with these members.
    virtual Route& answersList(const Fields& fields) = 0;
    /// The answer is not JSON but of this media type.
    virtual Route& produces(std::string_view contentType) = 0;

    /// A short sentence for the API document.
    virtual Route& summary(std::string_view sentence) = 0;
    /// The answer's status when all is well, for the API document; 200 unless told otherwise.
    virtual Route& status(int code) = 0;
    /// Largest body in bytes; larger ones are refused with 413 before they are read.
    virtual Route& maxBody(std::uint64_t bytes) = 0;
    /// The handler opens its own transactions: for handlers that wait for something outside.
    virtual Route& withoutTransaction() = 0;
};

} // namespace tenon
