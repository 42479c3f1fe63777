#include <kernel/http/access_log.h>
#include <kernel/http/passage.h>
#include <kernel/telemetry/redaction.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tenon::http {

namespace {

std::uint64_t bytesOf(const Answer& answer) {
    if (const auto* text = std::get_if<std::string>(&answer.body)) {
        return text->size();
    }
    if (const auto* file = std::get_if<FileBody>(&answer.body)) {
        return file->length();
    }
    return 0;
}

/// Whether a client may have put a token where the path names a record: none is as short as an id.
bool hasLongSegment(std::string_view path) {
    constexpr std::size_t longestId = 20;
    std::size_t length = 0;
    return std::any_of(path.begin(), path.end(), [&](char c) {
        length = c == '/' ? 0 : length + 1;
        return length > longestId;
    });
}

/// A JSON string; nearly every text is one as it stands.
void appendQuoted(std::string_view text, std::string& line) {
    const bool isPlain = std::none_of(text.begin(), text.end(), [](unsigned char c) {
        return c < 0x20 || c == '"' || c == '\\' || c >= 0x7f;
    });
    if (isPlain) {
        line.append("\"").append(text).append("\"");
    } else {
        appendJson(text, line);
    }
}

/// `start` is all that stands before the value: `,"key":`.
void appendMember(std::string_view start, std::string_view text, std::string& line) {
    line.append(start);
    appendQuoted(text, line);
}

void appendMember(std::string_view start, std::int64_t number, std::string& line) {
    std::array<char, 20> digits{};
    const char* end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    line.append(start).append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

} // namespace

void AccessLog::record(const Passage& passage) {
    if (!_log.writes(telemetry::LogLevel::Info)) {
        return;
    }
    // Written by hand, for this is on the way of every request.
    const auto took = std::chrono::steady_clock::now() - passage.began;
    thread_local std::string line; // keeps its memory
    line.clear();
    line.append(R"({"at":")").append(Clock::now().text()).append(R"(","level":"info","event":"request")");
    appendMember(R"(,"request_id":)", passage.requestId, line);
    appendMember(R"(,"method":)", passage.message.method, line);
    if (hasLongSegment(passage.path)) {
        appendMember(R"(,"path":)", telemetry::redacted(passage.path), line);
    } else {
        appendMember(R"(,"path":)", passage.path, line);
    }
    if (passage.match.route != nullptr) {
        appendMember(R"(,"route":)", passage.match.route->pattern, line);
    }
    appendMember(R"(,"status":)", passage.answer.status, line);
    appendMember(R"(,"bytes":)", static_cast<std::int64_t>(bytesOf(passage.answer)), line);
    appendMember(R"(,"us":)", std::chrono::duration_cast<std::chrono::microseconds>(took).count(), line);
    appendMember(R"(,"peer":)", passage.client.address, line);
    if (passage.principal) {
        appendMember(R"(,"user":)", passage.principal->id(), line);
    }
    _log.append(line.append("}"), telemetry::LogLevel::Info);
}

} // namespace tenon::http
