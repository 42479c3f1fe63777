#include <kernel/http/body_members.h>
#include <kernel/http/json_reader.h>
#include <kernel/http/target.h>

#include <tenon/error.h>

namespace tenon::http {

namespace {

constexpr std::size_t largest = 16 * 1024; ///< Of the body of a login

} // namespace

JsonObject bodyMembers(const Message& message) {
    const std::string_view type = message.header("content-type").value_or("");
    if (message.body.empty() || message.body.size() > largest) {
        return {};
    }
    try {
        if (type.starts_with("application/x-www-form-urlencoded")) {
            JsonObject members;
            for (auto& [name, value] : decodedPairs(message.body)) {
                members.emplace(name, std::move(value));
            }
            return members;
        }
        Json body = readJson(message.body);
        return body.is_object() ? std::move(body.get_object()) : JsonObject();
    } catch (const Error&) {
        return {};
    }
}

} // namespace tenon::http
