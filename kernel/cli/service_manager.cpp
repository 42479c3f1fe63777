#include <kernel/cli/service_manager.h>

#include <cstddef>
#include <cstdlib>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tenon::cli {

void tellServiceManager(std::string_view state) noexcept {
    const char* asked = std::getenv("NOTIFY_SOCKET"); // NOLINT(concurrency-mt-unsafe): nobody changes the environment
    const std::string_view path = asked == nullptr ? std::string_view() : std::string_view(asked);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        return;
    }
    path.copy(address.sun_path, path.size());
    if (path.front() == '@') {
        address.sun_path[0] = '\0'; // The abstract name space
    }
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return;
    }
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length);
    ::close(socket);
}

} // namespace tenon::cli
