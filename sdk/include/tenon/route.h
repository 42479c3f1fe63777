#pragma once

#include <tenon/error.h>
#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/message.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace tenon {

/// What answers a request. Called by many threads at once.
///
/// Unless the route says otherwise, POST, PUT, PATCH and DELETE run inside a transaction: effect, audit rows, events,
/// jobs and the idempotency record are committed together, or nothing is. It may run again after a serialization
/// failure.
using Handler = std::function<Reply(const Request&)>;

/// Adds to `faults` what is wrong with `sound`: the members of a body that are as their fields want them, in canonical
/// form. Called by many threads at once. Since SDK 1.1.
using FaultFinder = std::function<void(const JsonObject& sound, std::vector<FieldError>& faults)>;

/// The form of an error's body, for a system whose document words the errors of some routes unlike those of others.
enum class ErrorForm {
    Usual,      ///< As the dialect words errors where nothing else is said
    Detail,     ///< {"detail": "…"}
    Error,      ///< {"error": "…"}
    NoSuccess,  ///< {"success": false, "message": "…"}
    ErrorStatus ///< {"status": "error", "message": "…"}
};

/// One endpoint, described on the line that registers it. Every route answers below every prefix of the server, with
/// and without a trailing slash. A route that names no guard is refused at start: `open`, `signedIn` or `needs`.
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

    // Since 1.1. What follows says how one documented system words this route's errors. It holds where the answer is in
    // that system's dialect, and not for a refused token or permission, which every route of a system words alike.

    /// The system whose document this route comes from ("ktl"), where it is another than the module's; empty: several
    /// systems share the route, and the client tells which it speaks.
    virtual Route& dialect(std::string_view name) = 0;
    /// The form of the route's errors, and of the 405 that answers other methods than its path serves.
    virtual Route& errorForm(ErrorForm form) = 0;
    /// The form of errors with this status, where it differs from the route's other errors.
    virtual Route& errorForm(int status, ErrorForm form) = 0;
    /// The documented sentence for errors with this code: "NOT_FOUND", "METHOD_NOT_ALLOWED", or "VALIDATION" in place
    /// of a sentence for each field that is not valid.
    virtual Route& errorSays(std::string_view code, Message message) = 0;
    /// Errors with `status` are answered as `documented`, for documents that say 500 where 409 or 503 is meant.
    virtual Route& errorStatus(int status, int documented) = 0;

    /// Which of the deployer's rate limits counts the route's requests: "auth", "admin", "rag_search",
    /// "password_reset"; "general" unless told otherwise.
    virtual Route& rateClass(std::string_view name) = 0;
    /// The route changes something although its method is GET: a browser that is signed in by a cookie must send the
    /// proof against cross-site requests as with POST, and HEAD is not served.
    virtual Route& changesOnGet() = 0;

    /// Accounts that must change their password first may call it all the same. Since 1.1.
    virtual Route& duringPasswordChange() = 0;

    /// Clients that speak `dialect` must send this member of the body, which others may leave out. Since 1.1.
    virtual Route& requiredIn(std::string_view dialect, std::string_view member) = 0;
    /// Where answers have an envelope, the members stand beside it as well: the document shows them without one. Since
    /// 1.1.
    virtual Route& besideEnvelope() = 0;

    /// For what the fields of a JSON body cannot tell and the handler refuses: asked about the rest of a body that has
    /// faults of its fields, so that the client learns of everything at once. Where a field has a fault, another one
    /// for it is not told. Since 1.1.
    virtual Route& furtherFaults(FaultFinder find) = 0;
};

} // namespace tenon
