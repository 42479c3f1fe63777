#include <kernel/http/transport/head_scanner.h>

namespace tenon::http {

HeadScan scanHead(std::string_view bytes, std::size_t from) noexcept {
    // One byte again: a line end at the edge of the last scan is judged by what follows it.
    for (std::size_t at = bytes.find('\n', from > 0 ? from - 1 : 0); at != std::string_view::npos;
         at = bytes.find('\n', at + 1)) {
        if (at < 2 || bytes[at - 1] != '\r') {
            return {HeadScan::State::Malformed, 0};
        }
        if (bytes[at - 2] == '\n') {
            return {HeadScan::State::Complete, at + 1};
        }
        if (at + 1 < bytes.size() && (bytes[at + 1] == ' ' || bytes[at + 1] == '\t')) {
            return {HeadScan::State::Malformed, 0};
        }
    }
    return {};
}

} // namespace tenon::http
