#pragma once

#include <kernel/http/transport/incoming_request.h>
#include <kernel/http/transport/outgoing.h>
#include <kernel/http/transport/settings.h>

#include <cstddef>
#include <memory>
#include <span>

namespace tenon::http {

/// What a worker keeps between two requests, so that a short request allocates next to nothing.
struct Workbench {
    explicit Workbench(const ServerSettings& settings)
        : request(settings.memoryBody, settings.spoolDirectory),
          _input(std::make_unique_for_overwrite<char[]>(inputSize)) {}

    /// Where the bytes of a socket are read to. Untouched pages of it cost no memory.
    [[nodiscard]] std::span<char> input() const { return {_input.get(), inputSize}; }

    IncomingRequest request;
    Outgoing out;

private:
    static constexpr std::size_t inputSize = 64 * 1024;

    std::unique_ptr<char[]> _input;
};

} // namespace tenon::http
