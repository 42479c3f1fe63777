#include "tables/document.h"

#include "tables/failure.h"
#include "tables/limits.h"

#include <array>
#include <cerrno>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace documents::tables {

namespace {

[[noreturn]] void tooLarge() { throw Failure("file.too_large", "The document is larger than 64 MiB."); }

} // namespace

Document::Document(int descriptor) {
    struct stat status {};

    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        _mappingSize = static_cast<std::size_t>(status.st_size);
        if (_mappingSize > maxDocumentBytes) {
            tooLarge();
        }
        void* mapping = ::mmap(nullptr, _mappingSize, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (mapping != MAP_FAILED) {
            _mapping = mapping;
            _bytes = {static_cast<const char*>(mapping), _mappingSize};
            return;
        }
    }
    readAll(descriptor);
}

Document::Document(std::string bytes) : _owned(std::move(bytes)), _bytes(_owned) {
    if (_bytes.empty()) {
        throw Failure("file.empty", "The document is empty.");
    }
}

Document::~Document() {
    if (_mapping != nullptr) {
        ::munmap(_mapping, _mappingSize);
    }
}

void Document::readAll(int descriptor) {
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Failure("file.unreadable", "The document could not be read.");
        }
        if (got == 0) {
            break;
        }
        _owned.append(buffer.data(), static_cast<std::size_t>(got));
        if (_owned.size() > maxDocumentBytes) {
            tooLarge();
        }
    }
    if (_owned.empty()) {
        throw Failure("file.empty", "The document is empty.");
    }
    _bytes = _owned;
}

} // namespace documents::tables
