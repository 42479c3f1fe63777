#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::http {

/// Where the header of a request ends, as far as the bytes received so far tell.
struct HeadScan {
    enum class State {
        Incomplete,
        Complete, ///< `size` bytes are the header, its empty line included.
        Malformed ///< A line ends without CR, the first line is empty, or a field is folded.
    };

    State state = State::Incomplete;
    std::size_t size = 0;
};

/// Looks for the empty line after a header. `from` is how much of `bytes` an earlier scan has seen already.
///
/// Line ends are judged here, before the parser runs, so that a request in another convention is refused at once
/// instead of waiting for an empty line that never comes (RFC 9112 section 2.2, obs-fold section 5.2).
[[nodiscard]] HeadScan scanHead(std::string_view bytes, std::size_t from) noexcept;

} // namespace tenon::http
