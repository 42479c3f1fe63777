#pragma once

#include <kernel/http/transport/answer.h>

#include <tenon/error.h>
#include <tenon/reply.h>
#include <tenon/route.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::http {

/// What went wrong, worded in the language of the request.
struct Failure {
    int status = 500;
    std::string code;
    std::string message;
    std::string heading;                                     ///< What the dialect puts above it, if anything
    std::vector<std::pair<std::string, std::string>> fields; ///< Dotted field name and its fault
    const JsonObject* details = nullptr;
    ErrorForm form = ErrorForm::Usual; ///< What the route's document says, in its own dialect
};

/// How many requests of a kind a system's document allows to each caller.
struct DocumentedLimit {
    std::string_view rateClass; ///< "auth", "general", …
    std::int64_t requests;
    std::chrono::seconds window;
};

/// What went well, worded in the language of the request.
struct Success {
    int status = 200;
    const Json& body; ///< Null when there is nothing to say but the message
    std::string_view message;
    bool isBesideEnvelope = false; ///< The members of the body stand beside the envelope as well
};

/// Where the neighbouring pages of a list are; empty when there is none.
struct PageLinks {
    std::string next;
    std::string previous;
};

/// The form of answers on the wire. One documented system, one dialect, one file. Stateless.
class Dialect {
public:
    virtual ~Dialect() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Lists are bare arrays: the first page is as long as may be, for the client cannot see that there are more.
    [[nodiscard]] virtual bool listsAreArrays() const { return false; }

    /// What the envelope of a success says when the handler says nothing; a sentence to be translated.
    [[nodiscard]] virtual std::string_view usualMessage() const { return {}; }

    /// The system's own sentence for an error with this code, on every route; empty: as it was thrown.
    [[nodiscard]] virtual std::string_view sentenceFor(std::string_view /*code*/) const { return {}; }

    /// What stands above the texts of such an error where the form has a place for it; a sentence to be translated.
    [[nodiscard]] virtual std::string_view headingFor(std::string_view /*code*/) const { return {}; }

    /// The body of a success that is one JSON value.
    virtual void success(const Success& success, std::string& out) const = 0;

    /// The body of a page of a list; may add header fields to `answer`.
    virtual void page(
        const Page& page, const PageLinks& links, std::string_view message, Answer& answer, std::string& out
    ) const = 0;

    /// The body of an error in its usual form; may change `answer.status` where the system documents another one.
    virtual void failure(const Failure& failure, Answer& answer, std::string& out) const = 0;

    /// Whether a body sent to a shared route by an unknown client, below `prefix`, has members that this system alone
    /// documents there. At most one dialect says so of a body.
    [[nodiscard]] virtual bool isToldBy(const JsonObject& /*body*/, std::string_view /*prefix*/) const { return false; }

    /// The rate limits that the system documents.
    [[nodiscard]] virtual std::span<const DocumentedLimit> limits() const { return {}; }
};

/// The dialect of this name, or null.
[[nodiscard]] const Dialect* dialectNamed(std::string_view name);

/// The dialect told by the members of a body, or null.
[[nodiscard]] const Dialect* dialectToldBy(const JsonObject& body, std::string_view prefix);

/// Names of all dialects.
[[nodiscard]] std::span<const std::string_view> dialectNames();

/// The body of an error in the form its route documents; the dialect's usual form is not among them.
void appendDocumentedError(const Failure& failure, std::string& out);

/// {"field": ["text", …], …}
[[nodiscard]] JsonObject fieldMap(const Failure& failure);

/// Appends the body as it is; what has nothing but its message is {"detail": message}.
void appendPlain(const Json& body, std::string_view message, std::string& out);

/// Appends `,"member":value` for each member of an object that the envelope (`without`) has not itself.
void appendMembers(const Json& body, std::initializer_list<std::string_view> without, std::string& out);

/// Appends the Django REST framework page {"count", "next", "previous", "results"}.
void appendCountedPage(const Page& page, const PageLinks& links, std::string& out);

/// Appends the items as a bare array and tells the rest in X-Total-Count and Link (RFC 8288).
void appendArrayPage(const Page& page, const PageLinks& links, Answer& answer, std::string& out);

/// Appends the JSON text of a value.
void appendJson(const Json& value, std::string& out);
void appendJson(std::string_view text, std::string& out);

} // namespace tenon::http
