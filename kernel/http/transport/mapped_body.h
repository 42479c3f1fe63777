#pragma once

#include <kernel/http/transport/message.h>

#include <cstddef>
#include <string_view>

namespace tenon::http {

/// A request's body as one range of memory, whether it is held there or spooled to a file.
class MappedBody {
public:
    /// Throws std::system_error when the system cannot map the file. Refers to `message` for a body in memory.
    explicit MappedBody(const Message& message);
    ~MappedBody();
    MappedBody(const MappedBody&) = delete;
    MappedBody& operator=(const MappedBody&) = delete;

    [[nodiscard]] std::string_view bytes() const { return _bytes; }

private:
    std::string_view _bytes;
    void* _mapping = nullptr;
    std::size_t _mapped = 0;
};

} // namespace tenon::http
