/// Paths and queries: what was decoded means the same when it is encoded again, and what is UTF-8 to requests is it to
/// fields.

#include <kernel/http/target.h>
#include <kernel/http/transport/request_target.h>
#include <kernel/schema/text_inspection.h>
#include <kernel/text/utf8.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/error.h>

using namespace tenon::http;
using tenon::fuzz::claim;
using tenon::text::isUtf8;

namespace {

std::string escaped(std::string_view text, std::string_view kept = {}) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kept.find(c) != std::string_view::npos) {
            out.push_back(c);
        } else {
            out.append("%").append(1, digits[byte / 16]).append(1, digits[byte % 16]);
        }
    }
    return out;
}

void tryPath(std::string_view path) {
    const std::string normal = normalisedPath(path);
    claim(normal.starts_with('/') && normal.find("//") == std::string::npos, "segments are not empty");
    claim((normal + '/').find("/../") == std::string::npos, "no segment leads upwards");
    claim(normalisedPath(escaped(normal, "/")) == normal, "a path means the same when all of it is escaped");
}

void tryPairs(std::string_view query) {
    const auto pairs = decodedPairs(query);
    std::string again;
    for (const auto& [name, value] : pairs) {
        claim(isUtf8(name) && isUtf8(value), "names and values are UTF-8");
        again.append(again.empty() ? "" : "&").append(escaped(name)).append("=").append(escaped(value));
    }
    claim(decodedPairs(again) == pairs, "pairs survive");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    const auto facts = schema::inspect(bytes);
    claim(isUtf8(bytes) == (facts.wellFormed && !facts.hasNul), "the router and the schema agree about UTF-8");
    const auto target = readTarget("GET", bytes, "example.org");
    if (!target) {
        return;
    }
    try {
        tryPath(target->path);
    } catch (const Invalid&) {
        // The transport leaves some of it to the router: UTF-8.
    }
    try {
        tryPairs(target->query);
    } catch (const Invalid&) {
        // A broken escape.
    }
}
