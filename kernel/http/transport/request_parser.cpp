#include <kernel/http/transport/body_store.h>
#include <kernel/http/transport/request_parser.h>
#include <kernel/http/transport/text.h>

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>

namespace tenon::http {

namespace {

namespace beast = boost::beast;
using WireError = beast::http::error;

/// What may wait for its end between two chunks: a chunk's size or the trailer, which is read past and forgotten.
constexpr std::size_t openLineLimit = 4096;
/// The last chunk, which always comes. Beast 1.81 aborts on an assertion when it is given "0 CR LF" and then one byte.
constexpr std::size_t shortestChunk = std::string_view("0\r\n\r\n").size();

std::string_view viewOf(beast::string_view text) { return {text.data(), text.size()}; }

/// 505 for another version of HTTP, 400 for anything else in its place.
Refusal versionRefusal(std::string_view head) {
    const std::string_view line = head.substr(0, head.find('\r'));
    const std::string_view version = line.substr(line.rfind(' ') + 1);
    const bool isVersion = version.size() == 8 && version.starts_with("HTTP/") && isDigit(version[5])
                           && version[6] == '.' && isDigit(version[7]);
    const bool isServed = version == "HTTP/1.1" || version == "HTTP/1.0"; // then the blanks around it are at fault
    return isVersion && !isServed && std::ranges::count(line, ' ') == 2 ? Refusal::VersionRefused : Refusal::BadRequest;
}

/// Whether `bytes` may begin a chunk, the line end of the chunk before it included: hexadecimal digits and CR, as far
/// as they go. What else stands there, an extension too, is refused at once, for Beast would wait for its end.
bool mayBeChunk(std::string_view bytes) {
    if (bytes.starts_with("\r\n")) {
        bytes.remove_prefix(2);
    }
    const std::size_t end = bytes.find_first_not_of("0123456789abcdefABCDEF");
    return end == std::string_view::npos || bytes[end] == '\r';
}

} // namespace

/// Beast's parser with callbacks into a RequestHead and, afterwards, a BodyStore.
class RequestParser::Wire final : public beast::http::basic_parser<true> {
public:
    Wire(std::span<char> bytes, const Limits& limits, RequestHead& head)
        : _bytes(bytes), _limits(limits), _head(&head) {
        header_limit(std::numeric_limits<std::uint32_t>::max()); // the reader has limited it already
    }

    Wire(Wire&&) = default;

    /// The header's fields must not be touched once it is parsed; trailers are not fields of the request.
    void closeHead() { _head = nullptr; }

    [[nodiscard]] std::optional<Refusal> refusal(const beast::error_code& error) const {
        if (_refusal) {
            return _refusal;
        }
        return error == WireError::body_limit ? Refusal::BodyTooLarge : Refusal::BadRequest;
    }

    Progress feed(std::string_view bytes, BodyStore& body);

private:
    void refuse(Refusal refusal, beast::error_code& error) {
        _refusal = refusal;
        error = WireError::bad_value;
    }

    /// Our own writable view of a piece of the header.
    std::span<char> ours(beast::string_view text) const {
        return _bytes.subspan(static_cast<std::size_t>(text.data() - _bytes.data()), text.size());
    }

    std::size_t store(beast::string_view bytes, beast::error_code& error) {
        if (!_body->append(viewOf(bytes))) {
            refuse(Refusal::SpoolFailed, error);
        }
        return bytes.size();
    }

    void on_request_impl(
        beast::http::verb, beast::string_view method, beast::string_view target, int version, beast::error_code& error
    ) override {
        if (target.size() > _limits.uri) {
            return refuse(Refusal::UriTooLong, error);
        }
        _head->method = viewOf(method);
        _head->target = viewOf(target);
        _head->minorVersion = version - 10;
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {
    } // of the base for both directions

    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value, beast::error_code& error)
        override {
        if (_head == nullptr) {
            return;
        }
        if (_head->fields.size() == _limits.fields) {
            return refuse(Refusal::HeaderTooLarge, error);
        }
        std::ranges::transform(ours(name), ours(name).begin(), lowered);
        _head->fields.push_back({viewOf(name), viewOf(value)});
    }

    void on_header_impl(beast::error_code&) override {}

    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}

    std::size_t on_body_impl(beast::string_view bytes, beast::error_code& error) override {
        return store(bytes, error);
    }

    void on_chunk_header_impl(std::uint64_t size, beast::string_view extensions, beast::error_code& error) override {
        _chunkLeft = size;
        if (!extensions.empty()) {
            refuse(Refusal::BadRequest, error);
        }
    }

    std::size_t
    on_chunk_body_impl(std::uint64_t remaining, beast::string_view bytes, beast::error_code& error) override {
        _chunkLeft = remaining - bytes.size();
        return store(bytes, error);
    }

    void on_finish_impl(beast::error_code&) override {}

    std::span<char> _bytes;
    Limits _limits;
    RequestHead* _head;
    BodyStore* _body = nullptr;
    std::optional<Refusal> _refusal;
    std::uint64_t _chunkLeft = 0;
};

RequestParser::Progress RequestParser::Wire::feed(std::string_view bytes, BodyStore& body) {
    _body = &body;
    Progress progress;
    while (!is_done() && progress.consumed < bytes.size()) {
        const std::string_view rest = bytes.substr(progress.consumed);
        if (chunked() && _chunkLeft == 0) {
            if (!mayBeChunk(rest)) {
                progress.refusal = Refusal::BadRequest;
                return progress;
            }
            if (rest.size() < shortestChunk) {
                return progress;
            }
        }
        beast::error_code error;
        progress.consumed += put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        if (error == WireError::need_more) {
            if (bytes.size() - progress.consumed > openLineLimit) {
                progress.refusal = Refusal::BadRequest;
            }
            return progress;
        }
        if (error) {
            progress.refusal = refusal(error);
            return progress;
        }
    }
    progress.complete = is_done();
    return progress;
}

RequestParser::RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;
RequestParser::~RequestParser() = default;

std::optional<Refusal> RequestParser::parse(std::span<char> bytes, const Limits& limits, RequestHead& head) {
    _wire.reset();
    head.clear();
    Wire wire(bytes, limits, head);
    beast::error_code error;
    wire.body_limit(boost::none);
    wire.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error == WireError::bad_version) {
        return versionRefusal({bytes.data(), bytes.size()});
    }
    if (error) {
        return wire.refusal(error);
    }
    if (const auto refusal = applyRules(head)) {
        return refusal;
    }
    if (head.framing != Framing::None) {
        wire.closeHead();
        _wire = std::make_unique<Wire>(std::move(wire));
    }
    return std::nullopt;
}

void RequestParser::limitBody(std::uint64_t bytes) { _wire->body_limit(bytes); }

RequestParser::Progress RequestParser::feed(std::string_view bytes, BodyStore& body) {
    return _wire->feed(bytes, body);
}

} // namespace tenon::http
