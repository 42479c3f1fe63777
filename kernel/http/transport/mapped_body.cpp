#include <kernel/http/transport/mapped_body.h>

#include <cerrno>
#include <sys/mman.h>
#include <system_error>

namespace tenon::http {

MappedBody::MappedBody(const Message& message) : _bytes(message.body) {
    if (message.spoolFd < 0) {
        return;
    }
    _mapping = ::mmap(nullptr, message.bodySize, PROT_READ, MAP_PRIVATE, message.spoolFd, 0);
    if (_mapping == MAP_FAILED) {
        _mapping = nullptr;
        throw std::system_error(errno, std::generic_category(), "cannot map a request's body");
    }
    ::madvise(_mapping, message.bodySize, MADV_SEQUENTIAL);
    _bytes = {static_cast<const char*>(_mapping), message.bodySize};
}

MappedBody::~MappedBody() {
    if (_mapping != nullptr) {
        ::munmap(_mapping, _bytes.size());
    }
}

} // namespace tenon::http
