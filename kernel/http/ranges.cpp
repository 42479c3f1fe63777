#include <kernel/http/conditional.h>
#include <kernel/http/ranges.h>
#include <kernel/http/transport/text.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace tenon::http {

namespace {

/// Digits only; nothing for an empty text, another character or a number beyond 64 bits.
std::optional<std::uint64_t> numberIn(std::string_view text) {
    std::uint64_t number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    return error == std::errc() && end == last ? std::optional(number) : std::nullopt;
}

RangeRequest part(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
    if (first >= size) {
        return {.kind = RangeRequest::Kind::Unsatisfiable};
    }
    return {.kind = RangeRequest::Kind::Part, .offset = first, .length = std::min(last, size - 1) - first + 1};
}

/// first-last, first- or -suffix.
RangeRequest rangeIn(std::string_view text, std::uint64_t size) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
        return {};
    }
    const auto first = numberIn(text.substr(0, dash));
    const auto last = numberIn(text.substr(dash + 1));
    if (dash == 0) {
        return last ? part(size - std::min(*last, size), size, size) : RangeRequest{};
    }
    if (!first || (!last && dash + 1 < text.size()) || (last && *last < *first)) {
        return {};
    }
    return part(*first, last.value_or(size), size);
}

std::string contentRange(const RangeRequest& range, std::uint64_t size) {
    std::string value = "bytes ";
    if (range.kind == RangeRequest::Kind::Part) {
        value.append(std::to_string(range.offset)).append("-").append(std::to_string(range.offset + range.length - 1));
    } else {
        value.append("*");
    }
    return value.append("/").append(std::to_string(size));
}

} // namespace

RangeRequest requestedRange(const Message& message, std::uint64_t size, std::string_view etag) {
    constexpr std::string_view unit = "bytes=";
    const auto field = message.header("range");
    if (!field || message.method != "GET" || field->size() <= unit.size()
        || !equalsIgnoringCase(field->substr(0, unit.size()), unit)) {
        return {};
    }
    // Strong comparison (section 13.1.5); a date never holds, because we send no Last-Modified.
    const auto validator = message.header("if-range");
    if (validator && (etag.empty() || *validator != etag)) {
        return {};
    }
    return rangeIn(trimmed(field->substr(unit.size())), size);
}

void answerFile(const Message& message, FileReply file, Answer& answer) {
    const std::string etag = file.etag.empty() ? std::string() : '"' + file.etag + '"';
    answer.set("Accept-Ranges", "bytes");
    if (!etag.empty()) {
        answer.set("ETag", etag);
    }
    // If-None-Match goes before Range (section 13.2.2): what the client has already is not sent in parts either.
    const auto known = message.header("if-none-match");
    const bool unchanged = known && !etag.empty() && holdsTag(*known, etag);
    const RangeRequest range = unchanged ? RangeRequest{} : requestedRange(message, file.size, etag);
    if (range.kind != RangeRequest::Kind::Whole) {
        answer.set("Content-Range", contentRange(range, file.size));
    }
    if (range.kind == RangeRequest::Kind::Unsatisfiable) {
        answer.status = 416;
        answer.body = std::monostate();
        return;
    }
    const bool whole = range.kind == RangeRequest::Kind::Whole;
    answer.status = whole ? 200 : 206;
    answer.body = FileBody(file.file.release(), range.offset, whole ? file.size : range.length);
}

} // namespace tenon::http
