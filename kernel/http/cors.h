#pragma once

#include <kernel/http/passage.h>

#include <string>
#include <vector>

namespace tenon::http {

/// Cross-origin requests (Fetch standard): an exact list of allowed origins, never `*`, never "null".
class Cors {
public:
    explicit Cors(std::vector<std::string> origins) : _origins(std::move(origins)) {}

    /// Adds the fields that let an allowed origin read the answer.
    void allow(const Message& message, Answer& answer) const;

    /// Answers a preflight (OPTIONS with Access-Control-Request-Method) for a path that serves `methods`.
    void preflight(const Message& message, std::string_view methods, Answer& answer) const;

private:
    [[nodiscard]] bool isAllowed(std::string_view origin) const;

    std::vector<std::string> _origins;
};

} // namespace tenon::http
