#include <tenon/error.h>
#include <tenon/request.h>

#include <charconv>

namespace tenon {

Request::~Request() = default;

std::int64_t Request::id(std::string_view name) const {
    const std::string_view text = parameter(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0) {
        throw NotFound();
    }
    return value;
}

const Upload& Request::upload(std::string_view field) const {
    for (const Upload& upload : uploads()) {
        if (upload.field == field && upload.size > 0) {
            return upload;
        }
    }
    throw Invalid(std::string(field), "No file was sent, or it is empty.");
}

} // namespace tenon
