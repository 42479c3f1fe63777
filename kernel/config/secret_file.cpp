#include "secret_file.h"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tenon::config {

namespace {

constexpr std::size_t sizeLimit = 64 * 1024;

class OpenFile {
public:
    explicit OpenFile(const std::string& path)
        : _descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}

    ~OpenFile() {
        if (_descriptor >= 0) {
            ::close(_descriptor);
        }
    }

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] int descriptor() const { return _descriptor; }

private:
    int _descriptor;
};

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw std::runtime_error("The secret file " + path + ' ' + why + '.');
}

[[noreturn]] void refuseUnreadable(const std::string& path) {
    refuse(path, "cannot be read: " + std::generic_category().message(errno));
}

bool isCredential(const std::string& path, const Environment& environment) {
    const auto directory = environment.find("CREDENTIALS_DIRECTORY");
    return directory != environment.end() && !directory->second.empty() && path.starts_with(directory->second + '/')
           && path.find("/../") == std::string::npos;
}

void checkPermissions(const struct stat& status, const std::string& path, const Environment& environment) {
    if (!S_ISREG(status.st_mode)) {
        refuse(path, "is no regular file");
    }
    const mode_t forbidden = isCredential(path, environment) ? 0037 : 0077;
    if ((status.st_mode & forbidden) != 0) {
        refuse(path, "may be read or changed by others than its owner; chmod it to 600 or 400");
    }
}

} // namespace

std::string secretIn(const std::string& path, const Environment& environment) {
    const OpenFile file(path);

    struct stat status {};

    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) {
        refuseUnreadable(path);
    }
    checkPermissions(status, path, environment);

    std::string text(sizeLimit + 1, '\0');
    const ssize_t length = ::read(file.descriptor(), text.data(), text.size());
    if (length < 0) {
        refuseUnreadable(path);
    }
    text.resize(static_cast<std::size_t>(length));
    if (text.size() > sizeLimit) {
        refuse(path, "is greater than 64 KB");
    }
    if (text.ends_with('\n')) {
        text.erase(text.size() - (text.ends_with("\r\n") ? 2 : 1));
    }
    if (text.empty()) {
        refuse(path, "is empty");
    }
    return text;
}

} // namespace tenon::config
