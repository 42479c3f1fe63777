#pragma once

#include <tenon/export.h>
#include <tenon/json.h>
#include <tenon/message.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace tenon {

/// What ends a request. The kernel turns it into an answer in the request's dialect; nothing else does.
class TENON_API Error : public std::exception {
public:
    /// `status` is an HTTP status of 400 to 599, `code` a stable machine word ("INVALID_STATE",
    /// "inventory.stock.short"), `message` a sentence for a person, `details` facts a client may act on.
    Error(int status, std::string code, Message message, JsonObject details = {});
    Error(const Error&);
    Error& operator=(const Error&);
    ~Error() override;

    [[nodiscard]] int status() const { return _status; }

    [[nodiscard]] const std::string& code() const { return _code; }

    [[nodiscard]] const Message& message() const { return _message; }

    [[nodiscard]] const JsonObject& details() const { return _details; }

    [[nodiscard]] const char* what() const noexcept override { return _what.c_str(); }

private:
    int _status;
    std::string _code;
    Message _message;
    JsonObject _details;
    std::string _what;
};

/// 404: there is no such object, or the caller may not know that there is.
class TENON_API NotFound : public Error {
public:
    explicit NotFound(Message message = "Not found.") : Error(404, "NOT_FOUND", std::move(message)) {}

    ~NotFound() override;
};

/// 401: nobody is signed in, or the credentials are not valid.
class TENON_API Unauthenticated : public Error {
public:
    explicit Unauthenticated(Message message = "Authentication credentials were not provided.")
        : Error(401, "UNAUTHENTICATED", std::move(message)) {}

    ~Unauthenticated() override;
};

/// 403: the caller is known and may not do this.
class TENON_API Forbidden : public Error {
public:
    explicit Forbidden(Message message = "You do not have permission to perform this action.")
        : Error(403, "FORBIDDEN", std::move(message)) {}

    Forbidden(std::string code, Message message) : Error(403, std::move(code), std::move(message)) {}

    ~Forbidden() override;
};

/// 409: the state of things does not allow it.
class TENON_API Conflict : public Error {
public:
    Conflict(std::string code, Message message, JsonObject details = {})
        : Error(409, std::move(code), std::move(message), std::move(details)) {}

    ~Conflict() override;
};

/// 503: something the request needs is out of service; trying again later may help.
class TENON_API Unavailable : public Error {
public:
    explicit Unavailable(Message message, std::string code = "UNAVAILABLE")
        : Error(503, std::move(code), std::move(message)) {}

    ~Unavailable() override;
};

/// One fault of one field; `field` is a dotted path such as "lines.2.quantity".
struct FieldError {
    std::string field;
    Message message;
};

/// 400: the input is wrong. Carries the faults of all fields at once.
class TENON_API Invalid : public Error {
public:
    /// Throws nothing; an Invalid without field errors speaks about the request as a whole.
    explicit Invalid(std::vector<FieldError> fields);
    Invalid(std::string field, Message message);

    explicit Invalid(Message message) : Error(400, "VALIDATION", std::move(message)) {}

    /// Faults for which there is a code of their own ("SHARE_SUM_NOT_100"); the first one's message speaks for all.
    /// Since SDK 1.1.
    [[nodiscard]] static Invalid coded(std::string code, std::vector<FieldError> fields);

    Invalid(const Invalid&);
    Invalid& operator=(const Invalid&);
    ~Invalid() override;

    [[nodiscard]] const std::vector<FieldError>& fields() const { return _fields; }

private:
    Invalid(std::string code, Message message, std::vector<FieldError> fields);

    std::vector<FieldError> _fields;
};

} // namespace tenon
