#include <kernel/http/transport/mapped_body.h>

#include <algorithm>
#include <cerrno>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace tenon::http {

namespace {

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "cannot map a request's body"); }

std::size_t inWholePages(std::size_t bytes) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return (bytes + page - 1) / page * page;
}

} // namespace

MappedBody::MappedBody(const Message& message) : _bytes(message.body) {
    if (message.spoolFd < 0) {
        return;
    }
    // Pages of memory, whose last bytes are the beginning of the body, and the file right behind them.
    const std::size_t room = inWholePages(message.body.size());
    const std::size_t inFile = message.bodySize - message.body.size();
    _mapped = room + inFile;
    _mapping = ::mmap(nullptr, _mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (_mapping == MAP_FAILED) {
        _mapping = nullptr;
        fail();
    }
    char* const file = static_cast<char*>(_mapping) + room;
    if (::mmap(file, inFile, PROT_READ, MAP_PRIVATE | MAP_FIXED, message.spoolFd, 0) == MAP_FAILED) {
        ::munmap(_mapping, _mapped);
        fail();
    }
    ::madvise(file, inFile, MADV_SEQUENTIAL);
    std::ranges::copy(message.body, file - message.body.size());
    _bytes = {file - message.body.size(), message.bodySize};
}

MappedBody::~MappedBody() {
    if (_mapping != nullptr) {
        ::munmap(_mapping, _mapped);
    }
}

} // namespace tenon::http
