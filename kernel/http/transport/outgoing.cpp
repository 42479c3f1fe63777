#include <kernel/http/transport/outgoing.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace tenon::http {

namespace {

/// Of a file per call, so that one fast reader does not keep a worker for itself.
constexpr std::uint64_t fileShare = 2 * 1024 * 1024;
constexpr std::size_t keptCapacity = 64 * 1024;

Outgoing::Progress afterError() { return errno == EAGAIN ? Outgoing::Progress::Blocked : Outgoing::Progress::Failed; }

iovec piece(std::string& text, std::uint64_t skipped) {
    const auto skip = std::min<std::uint64_t>(skipped, text.size());
    return {text.data() + skip, text.size() - skip};
}

ssize_t sendPieces(int socket, std::array<iovec, 2>& pieces, int flags) {
    if (pieces[1].iov_len == 0) {
        return ::send(socket, pieces[0].iov_base, pieces[0].iov_len, flags);
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    return ::sendmsg(socket, &message, flags);
}

} // namespace

Outgoing::Progress Outgoing::send(int socket) {
    const Progress progress = sendMemory(socket);
    return progress == Progress::Done && file ? sendFile(socket) : progress;
}

Outgoing::Progress Outgoing::sendMemory(int socket) {
    const int flags = MSG_NOSIGNAL | (file && file->length() > 0 ? MSG_MORE : 0);
    while (_sent < text.size() + body.size()) {
        std::array<iovec, 2> pieces{
            piece(text, _sent), piece(body, _sent - std::min<std::uint64_t>(_sent, text.size()))};
        const ssize_t n = sendPieces(socket, pieces, flags);
        if (n < 0 && errno != EINTR) {
            return afterError();
        }
        _sent += n > 0 ? static_cast<std::uint64_t>(n) : 0;
    }
    return Progress::Done;
}

Outgoing::Progress Outgoing::sendFile(int socket) {
    const std::uint64_t before = text.size() + body.size();
    const std::uint64_t end = std::min(before + file->length(), _sent + fileShare);
    while (_sent < end) {
        auto offset = static_cast<off_t>(file->offset() + (_sent - before));
        const ssize_t n = ::sendfile(socket, file->fd(), &offset, end - _sent);
        if (n == 0) {
            return Progress::Failed; // the file became shorter than was promised
        }
        if (n < 0 && errno != EINTR) {
            return afterError();
        }
        _sent += n > 0 ? static_cast<std::uint64_t>(n) : 0;
    }
    return _sent < before + file->length() ? Progress::Blocked : Progress::Done;
}

void Outgoing::clear() {
    if (text.capacity() > keptCapacity) {
        text = {};
    }
    text.clear();
    body = {};
    file.reset();
    _sent = 0;
}

} // namespace tenon::http
