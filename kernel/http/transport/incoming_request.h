#pragma once

#include <kernel/http/transport/body_store.h>
#include <kernel/http/transport/coarse_clock.h>
#include <kernel/http/transport/request_head.h>
#include <kernel/http/transport/request_parser.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tenon::http {

/// A request whose header is parsed and whose body is complete or on its way.
struct IncomingRequest {
    IncomingRequest(std::size_t memoryBody, const std::string& spoolDirectory) : body(memoryBody, spoolDirectory) {}

    std::span<const char> headBytes; ///< What `head` refers to.
    RequestHead head;
    RequestParser parser;
    BodyStore body;
    CoarseClock::time_point bodyStarted;

    /// Copies the header out of the read buffer, because the rest of the body comes with a later read.
    void detach() {
        _ownHead.assign(headBytes.begin(), headBytes.end());
        head.rebase(headBytes.data(), _ownHead.data());
        headBytes = _ownHead;
    }

private:
    std::string _ownHead;
};

} // namespace tenon::http
