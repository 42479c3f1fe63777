#include <kernel/http/conditional.h>

#include <algorithm>

namespace tenon::http {

namespace {

std::string_view withoutWeakness(std::string_view tag) {
    if (tag.starts_with("W/")) {
        tag.remove_prefix(2);
    }
    return tag;
}

} // namespace

bool holdsTag(std::string_view condition, std::string_view etag) {
    while (!condition.empty()) {
        const auto end = std::min(condition.find(','), condition.size());
        std::string_view tag = condition.substr(0, end);
        condition.remove_prefix(std::min(end + 1, condition.size()));
        const auto first = tag.find_first_not_of(" \t");
        if (first == std::string_view::npos) {
            continue;
        }
        tag = tag.substr(first, tag.find_last_not_of(" \t") - first + 1);
        if (tag == "*" || withoutWeakness(tag) == withoutWeakness(etag)) {
            return true;
        }
    }
    return false;
}

void answerUnchanged(const Message& message, Answer& answer) {
    const auto condition = message.header("if-none-match");
    if (!condition || answer.status != 200 || (message.method != "GET" && message.method != "HEAD")) {
        return;
    }
    const std::string_view etag = answer.field("ETag").value_or("");
    if (!etag.empty() && holdsTag(*condition, etag)) {
        answer.status = 304;
        answer.body = std::monostate();
    }
}

} // namespace tenon::http
