#pragma once

#include <kernel/http/transport/answer.h>

#include <tenon/error.h>
#include <tenon/reply.h>

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
    std::vector<std::pair<std::string, std::string>> fields; ///< Dotted field name and its fault
    const JsonObject* details = nullptr;
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

    /// The body of a success that is one JSON value. `message` is empty unless the handler said something.
    virtual void success(int status, const Json& body, std::string_view message, std::string& out) const = 0;

    /// The body of a page of a list; may add header fields to `answer`.
    virtual void page(const Page& page, const PageLinks& links, Answer& answer, std::string& out) const = 0;

    /// The body of an error; may change `answer.status` where the system documents another one.
    virtual void failure(const Failure& failure, Answer& answer, std::string& out) const = 0;
};

/// The dialect of this name, or null.
[[nodiscard]] const Dialect* dialectNamed(std::string_view name);

/// Names of all dialects.
[[nodiscard]] std::span<const std::string_view> dialectNames();

/// {"field": ["text", …], …}
[[nodiscard]] JsonObject fieldMap(const Failure& failure);

/// Appends the Django REST framework page {"count", "next", "previous", "results"}.
void appendCountedPage(const Page& page, const PageLinks& links, std::string& out);

/// Appends the items as a bare array and tells the rest in X-Total-Count and Link (RFC 8288).
void appendArrayPage(const Page& page, const PageLinks& links, Answer& answer, std::string& out);

/// Appends the JSON text of a value.
void appendJson(const Json& value, std::string& out);
void appendJson(std::string_view text, std::string& out);

} // namespace tenon::http
