#include <kernel/http/transport/answer_encoder.h>
#include <kernel/http/transport/http_date.h>
#include <kernel/http/transport/reason_phrase.h>

#include <array>
#include <charconv>
#include <memory>
#include <utility>

namespace tenon::http {

namespace {

/// Up to here copying a body behind its header is cheaper than a vectored write.
constexpr std::size_t copiedBody = 8 * 1024;

void appendNumber(std::string& text, std::uint64_t number) {
    std::array<char, 20> digits{};
    text.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

std::uint64_t lengthOf(const Answer::Body& body) {
    if (const auto* text = std::get_if<std::string>(&body)) {
        return text->size();
    }
    const auto* file = std::get_if<FileBody>(&body);
    return file == nullptr ? 0 : file->length();
}

/// Statuses whose answers never have content (RFC 9110 sections 15.2, 15.3.5 and 15.4.5).
bool isBodiless(int status) { return status < 200 || status == 204 || status == 304; }

void encodeHeader(const Answer& answer, const Reply& reply, std::string& text) {
    text.append("HTTP/1.1 ");
    appendNumber(text, static_cast<std::uint64_t>(answer.status));
    text.append(" ").append(reasonPhrase(answer.status)).append("\r\nDate: ").append(currentHttpDate()).append("\r\n");
    text.append(answer.fields());
    if (!isBodiless(answer.status) && !std::holds_alternative<std::shared_ptr<EventSource>>(answer.body)) {
        text.append("Content-Length: ");
        appendNumber(text, lengthOf(answer.body));
        text.append("\r\n");
    }
    if (!reply.keepAlive) {
        text.append("Connection: close\r\n");
    } else if (reply.minorVersion == 0) {
        text.append("Connection: keep-alive\r\n");
    }
    text.append("\r\n");
}

} // namespace

void encode(Answer& answer, const Reply& reply, Outgoing& out) {
    encodeHeader(answer, reply, out.text);
    if (reply.headOnly || isBodiless(answer.status)) {
        return;
    }
    if (auto* body = std::get_if<std::string>(&answer.body)) {
        if (body->size() <= copiedBody) {
            out.text.append(*body);
        } else {
            out.body = std::move(*body);
        }
    } else if (auto* file = std::get_if<FileBody>(&answer.body)) {
        out.file = std::move(*file);
    }
}

} // namespace tenon::http
