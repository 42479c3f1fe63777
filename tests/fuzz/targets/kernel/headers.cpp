/// Field values that clients make up: ranges, languages, codings, entity tags, parameters.

#include <kernel/http/compression.h>
#include <kernel/http/conditional.h>
#include <kernel/http/content_disposition.h>
#include <kernel/http/parameters.h>
#include <kernel/http/ranges.h>
#include <kernel/http/target.h>
#include <kernel/http/texts.h>
#include <kernel/text/utf8.h>
#include <tests/fuzz/fuzz.h>

#include <array>
#include <memory>

using namespace tenon::http;
using tenon::fuzz::claim;

namespace {

void tryRange(std::string_view value, std::uint64_t size) {
    const std::array fields{Header{"range", value}};
    const RangeRequest range = requestedRange({.method = "GET", .headers = fields}, size, "\"tag\"");
    if (range.kind == RangeRequest::Kind::Part) {
        claim(
            range.length > 0 && range.offset < size && range.length <= size - range.offset, "a part lies in the file"
        );
    }
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out.append(c == '"' ? "\\" : "").push_back(c);
    }
    return out + '"';
}

void tryParameters(std::string_view value) {
    const auto read = readParameters(value);
    if (!read) {
        return;
    }
    std::string again = read->value;
    for (const auto& [name, text] : read->parameters) {
        again.append("; ").append(name).append("=").append(quoted(text));
    }
    const auto reread = readParameters(again);
    claim(reread && reread->value == read->value && reread->parameters == read->parameters, "parameters survive");
}

void tryFilename(std::string_view name) {
    const auto read = readParameters(attachment(name));
    claim(
        read && read->value == "attachment" && read->parameter("filename"), "a file's name makes a well-formed field"
    );
    const auto extended = read->parameter("filename*");
    if (extended && tenon::text::isUtf8(name)) {
        const auto decoded = decodedPairs("n=" + std::string(extended->substr(extended->rfind('\'') + 1)));
        claim(decoded.at(0).second == name, "a file's name survives");
    }
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    static const auto texts = [] {
        auto made = std::make_unique<Texts>();
        made->add("ar", "{}");
        made->add("id", "{}");
        return made;
    }();
    Pieces pieces(bytes);
    const std::uint64_t size = pieces.number(8);
    const std::string_view value = pieces.rest();
    tryRange(value, size);
    tryParameters(value);
    tryFilename(value);
    static_cast<void>(prefersGzip(value));
    const std::string_view language = texts->choose(value);
    claim(language == "en" || language == "ar" || language == "id", "a language that there is is chosen");
    if (value.find_first_of(", \t") == std::string_view::npos && !value.empty()) {
        claim(holdsTag(value, value), "a tag matches itself");
    }
}
