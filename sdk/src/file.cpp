#include <tenon/file.h>

#include <unistd.h>

namespace tenon {

Descriptor::~Descriptor() {
    if (_fd >= 0) {
        ::close(_fd);
    }
}

FileStore::~FileStore() = default;

} // namespace tenon
