#include <kernel/http/transport/request_head.h>
#include <kernel/http/transport/request_target.h>
#include <kernel/http/transport/text.h>

#include <algorithm>
#include <charconv>

namespace tenon::http {

namespace {

/// The fields that decide where a request ends and whom it addresses, counted while they are collected.
struct Decisive {
    std::string_view host, length, coding;
    int hosts = 0, lengths = 0, codings = 0;
};

Decisive decisiveOf(RequestHead& head) {
    Decisive found;
    for (const Header& field : head.fields) {
        if (field.name == "host") {
            found.host = field.value;
            ++found.hosts;
        } else if (field.name == "content-length") {
            found.length = field.value;
            ++found.lengths;
        } else if (field.name == "transfer-encoding") {
            found.coding = field.value;
            ++found.codings;
        } else if (field.name == "expect") {
            head.expectsContinue = head.minorVersion > 0 && equalsIgnoringCase(field.value, "100-continue");
        }
    }
    return found;
}

bool isMethod(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '_';
    });
}

/// uri-host [ ":" port ] of RFC 9110 section 7.2, by its characters.
bool isHost(std::string_view text) {
    constexpr std::string_view others = "-._~!$&'()*+,;=%:[]";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (lowered(c) >= 'a' && lowered(c) <= 'z') || isDigit(c) || others.find(c) != std::string_view::npos;
    });
}

std::optional<Refusal> frame(RequestHead& head, const Decisive& found) {
    if (found.codings + found.lengths > 1) {
        return Refusal::BadRequest;
    }
    if (found.codings > 0) {
        if (head.minorVersion == 0 || found.coding.empty()) {
            return Refusal::BadRequest;
        }
        if (!equalsIgnoringCase(found.coding, "chunked")) {
            return Refusal::NotImplemented;
        }
        head.framing = Framing::Chunked;
    } else if (found.lengths > 0) {
        const char* end = found.length.data() + found.length.size();
        const auto [stop, error] = std::from_chars(found.length.data(), end, head.length);
        if (error != std::errc() || stop != end) {
            return Refusal::BadRequest;
        }
        head.framing = head.length > 0 ? Framing::Length : Framing::None;
    }
    return std::nullopt;
}

} // namespace

void RequestHead::clear() {
    fields.clear();
    keepAlive = true;
    expectsContinue = false;
    framing = Framing::None;
    length = 0;
}

void RequestHead::rebase(const char* from, const char* to) {
    const auto move = [&](std::string_view& text) {
        text = text.empty() ? std::string_view() : std::string_view(to + (text.data() - from), text.size());
    };
    move(method);
    move(target);
    move(path);
    move(query);
    for (Header& field : fields) {
        move(field.name);
        move(field.value);
    }
}

std::optional<Refusal> applyRules(RequestHead& head) {
    if (!isMethod(head.method)) {
        return Refusal::BadRequest;
    }
    if (head.method == "CONNECT") {
        return Refusal::NotImplemented;
    }
    const Decisive found = decisiveOf(head);
    if (found.hosts > 1 || (found.hosts == 0 ? head.minorVersion > 0 : !isHost(found.host))) {
        return Refusal::BadRequest;
    }
    const auto target = readTarget(head.method, head.target, found.host);
    if (!target) {
        return Refusal::BadRequest;
    }
    head.target = target->whole;
    head.path = target->path;
    head.query = target->query;
    return frame(head, found);
}

} // namespace tenon::http
