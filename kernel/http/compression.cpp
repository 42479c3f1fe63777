#include <kernel/http/compression.h>
#include <kernel/http/transport/text.h>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace tenon::http {

namespace {

constexpr std::size_t worthwhile = 1024;
/// Nearly as small as zlib's default for JSON, in half the time.
constexpr int level = 4;

/// zlib's state, some 256 KB, kept per thread because setting it up costs more than a short text.
class Deflater {
public:
    Deflater() {
        constexpr int gzipFraming = 16 + MAX_WBITS;
        if (::deflateInit2(&_state, level, Z_DEFLATED, gzipFraming, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }

    ~Deflater() { ::deflateEnd(&_state); }

    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string compressed(std::string& plain) {
        ::deflateReset(&_state);
        std::string out(::deflateBound(&_state, plain.size()), '\0');
        _state.next_in = reinterpret_cast<Bytef*>(plain.data());
        _state.avail_in = static_cast<uInt>(plain.size());
        _state.next_out = reinterpret_cast<Bytef*>(out.data());
        _state.avail_out = static_cast<uInt>(out.size());
        if (::deflate(&_state, Z_FINISH) != Z_STREAM_END) {
            throw std::runtime_error("zlib refuses a text");
        }
        out.resize(_state.total_out);
        return out;
    }

private:
    z_stream _state{};
};

/// The weight of a member, in thousandths: 0 to 1000, 1000 without a weight, 0 when it cannot be read.
int weightOf(std::string_view parameters) {
    const std::size_t equals = parameters.find('=');
    if (equals == std::string_view::npos) {
        return 1000;
    }
    const std::string_view value = trimmed(parameters.substr(equals + 1));
    if (value.empty() || value.size() > 5 || (value.size() > 1 && value[1] != '.') || !isDigit(value[0])) {
        return 0;
    }
    int weight = (value[0] - '0') * 1000;
    int place = 100;
    for (const char digit : value.substr(std::min<std::size_t>(2, value.size()))) {
        weight += isDigit(digit) ? (digit - '0') * place : 0;
        place /= 10;
    }
    return std::min(weight, 1000);
}

bool isCompressible(std::string_view contentType) {
    constexpr std::array types{"application/json", "application/xml", "application/yaml", "application/javascript"};
    const std::string_view type = trimmed(contentType.substr(0, contentType.find(';')));
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")
           || std::ranges::find(types, type) != types.end();
}

bool isWorthwhile(const Answer& answer) {
    const auto* body = std::get_if<std::string>(&answer.body);
    if (body == nullptr || body->size() < worthwhile || body->size() > (1U << 30U) || answer.status == 206) {
        return false;
    }
    const auto type = answer.field("Content-Type");
    return type && isCompressible(*type) && !answer.field("Content-Encoding");
}

} // namespace

bool prefersGzip(std::string_view acceptEncoding) {
    std::optional<int> gzip;
    std::optional<int> any;
    int identity = 0;
    while (!acceptEncoding.empty()) {
        const std::size_t end = std::min(acceptEncoding.find(','), acceptEncoding.size());
        const std::string_view member = acceptEncoding.substr(0, end);
        acceptEncoding.remove_prefix(std::min(end + 1, acceptEncoding.size()));
        const std::size_t semicolon = std::min(member.find(';'), member.size());
        const std::string_view coding = trimmed(member.substr(0, semicolon));
        const int weight = weightOf(member.substr(semicolon));
        if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip")) {
            gzip = weight;
        } else if (coding == "*") {
            any = weight;
        } else if (equalsIgnoringCase(coding, "identity")) {
            identity = weight;
        }
    }
    const int wanted = gzip.value_or(any.value_or(0));
    return wanted > 0 && wanted >= identity;
}

void compress(const Message& message, Answer& answer) {
    if (!isWorthwhile(answer)) {
        return;
    }
    answer.add("Vary", "Accept-Encoding");
    if (!prefersGzip(message.header("accept-encoding").value_or(""))) {
        return;
    }
    thread_local Deflater deflater;
    auto& body = std::get<std::string>(answer.body);
    std::string packed = deflater.compressed(body);
    if (packed.size() >= body.size()) {
        return;
    }
    body = std::move(packed);
    answer.add("Content-Encoding", "gzip");
    const std::string etag(answer.field("ETag").value_or(""));
    if (etag.starts_with('"')) {
        answer.set("ETag", "W/" + etag);
    }
}

} // namespace tenon::http
