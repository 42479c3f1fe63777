#include <kernel/http/transport/request_head.h>
#include <kernel/http/transport/request_target.h>
#include <kernel/http/transport/text.h>

#include <algorithm>
#include <charconv>

namespace tenon::http {

namespace {

/// The fields that decide where a request ends, whom it addresses, who sends it and what it holds, counted while they
/// are collected.
struct Decisive {
    std::string_view host, length, coding;
    int hosts = 0, lengths = 0, codings = 0, authorizations = 0, types = 0;
    bool closes = false, keeps = false;
};

/// Whether a list of tokens holds this one, whatever its case.
bool holdsToken(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (equalsIgnoringCase(trimmed(list.substr(0, end)), token)) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

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
        } else if (field.name == "connection") {
            found.closes = found.closes || holdsToken(field.value, "close");
            found.keeps = found.keeps || holdsToken(field.value, "keep-alive");
        } else if (field.name == "authorization") {
            ++found.authorizations;
        } else if (field.name == "content-type") {
            ++found.types;
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

bool isLetterOrDigit(char c) { return (lowered(c) >= 'a' && lowered(c) <= 'z') || isDigit(c); }

/// reg-name, an IPv4 address or an IPv6 address in brackets (RFC 3986 section 3.2.2), by their characters.
bool isHostName(std::string_view text) {
    constexpr std::string_view ofNames = "-._~!$&'()*+,;=%";
    constexpr std::string_view ofLiterals = ":.";
    const bool isLiteral = text.size() > 2 && text.front() == '[' && text.back() == ']';
    const std::string_view others = isLiteral ? ofLiterals : ofNames;
    const std::string_view name = isLiteral ? text.substr(1, text.size() - 2) : text;
    return !name.empty() && name.find("..") == std::string_view::npos && std::ranges::all_of(name, [&](char c) {
        return isLetterOrDigit(c) || others.find(c) != std::string_view::npos;
    });
}

/// uri-host [ ":" port ] of RFC 9110 section 7.2.
bool isHost(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    const bool hasPort = colon != std::string_view::npos && !text.ends_with(']');
    return isHostName(hasPort ? text.substr(0, colon) : text)
           && (!hasPort || std::ranges::all_of(text.substr(colon + 1), isDigit));
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
    if (found.authorizations > 1 || found.types > 1) {
        return Refusal::BadRequest;
    }
    if (found.hosts > 1 || (found.hosts == 0 ? head.minorVersion > 0 : !isHost(found.host))) {
        return Refusal::BadRequest;
    }
    head.keepAlive = !found.closes && (head.minorVersion > 0 || found.keeps); // RFC 9112 section 9.3
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
