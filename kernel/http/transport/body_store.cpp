#include <kernel/http/transport/body_store.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace tenon::http {

namespace {

FileDescriptor unnamedFile(const std::string& directory) {
    FileDescriptor file(::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file && errno == EOPNOTSUPP) { // network and overlay file systems
        std::string name = directory + "/body-XXXXXX";
        file = FileDescriptor(::mkostemp(name.data(), O_CLOEXEC));
        if (file) {
            ::unlink(name.c_str());
        }
    }
    return file;
}

} // namespace

bool BodyStore::append(std::string_view bytes) {
    _size += bytes.size();
    if (!_file && _size <= _memoryLimit) {
        _memory.append(bytes);
        return true;
    }
    return (_file || spool()) && write(bytes);
}

bool BodyStore::spool() {
    _file = unnamedFile(*_directory);
    const std::size_t kept = _split ? std::min(_split(_memory), _memory.size()) : 0;
    const bool stored = _file && write(std::string_view(_memory).substr(kept));
    _memory.resize(kept);
    _memory.shrink_to_fit();
    return stored;
}

bool BodyStore::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(_file.get(), bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 0);
    }
    return true;
}

void BodyStore::rewind() const {
    if (_file) {
        ::lseek(_file.get(), 0, SEEK_SET);
    }
}

void BodyStore::clear() {
    if (_memory.capacity() > 64 * 1024) {
        _memory = {};
    }
    _memory.clear();
    _split = nullptr;
    _file.reset();
    _size = 0;
}

} // namespace tenon::http
