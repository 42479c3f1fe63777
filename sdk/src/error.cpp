#include <tenon/error.h>

namespace tenon {

Error::Error(int status, std::string code, Message message, JsonObject details)
    : _status(status), _code(std::move(code)), _message(std::move(message)), _details(std::move(details)),
      _what(_code + ": " + _message.english()) {}

// Defined here, so that the type information of what crosses the boundary exists once.
Error::Error(const Error&) = default;
Error& Error::operator=(const Error&) = default;
Error::~Error() = default;
NotFound::~NotFound() = default;
Unauthenticated::~Unauthenticated() = default;
Forbidden::~Forbidden() = default;
Conflict::~Conflict() = default;
Unavailable::~Unavailable() = default;

Invalid::Invalid(std::vector<FieldError> fields)
    : Error(400, "VALIDATION", "Some fields are not valid."), _fields(std::move(fields)) {}

Invalid::Invalid(std::string field, Message message)
    : Invalid(std::vector<FieldError>{{std::move(field), std::move(message)}}) {}

Invalid::Invalid(std::string code, Message message, std::vector<FieldError> fields)
    : Error(400, std::move(code), std::move(message)), _fields(std::move(fields)) {}

Invalid Invalid::coded(std::string code, std::vector<FieldError> fields) {
    Message message = fields.at(0).message;
    return {std::move(code), std::move(message), std::move(fields)};
}

Invalid::Invalid(const Invalid&) = default;
Invalid& Invalid::operator=(const Invalid&) = default;
Invalid::~Invalid() = default;

} // namespace tenon
