#include <kernel/http/transport/event_hub.h>
#include <kernel/http/transport/thread_signals.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace tenon::http {

namespace {

/// A comment line, which clients ignore (WHATWG HTML, section 9.2.6).
constexpr std::string_view heartbeatComment = ":\n\n";

} // namespace

EventHub::EventHub(const ServerSettings& settings, Counters& counters, Release release)
    : _settings(settings), _counters(counters), _release(std::move(release)), _epoll(::epoll_create1(EPOLL_CLOEXEC)),
      _event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event{};
    event.events = EPOLLIN;
    if (!_epoll || !_event || ::epoll_ctl(_epoll.get(), EPOLL_CTL_ADD, _event.get(), &event) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot create the event streams' epoll set");
    }
}

EventHub::~EventHub() { stop(); }

void EventHub::start() {
    const std::scoped_lock lock(_mutex);
    _open = true;
}

void EventHub::stop() noexcept {
    {
        const std::scoped_lock lock(_mutex);
        _open = false;
    }
    if (_thread.joinable()) {
        _stopping = true;
        wake();
        _thread.join();
    }
}

void EventHub::wake() noexcept {
    if (!_woken.exchange(true)) {
        ::eventfd_write(_event.get(), 1);
    }
}

void EventHub::adopt(Connection& connection) noexcept {
    if (take(connection)) {
        wake();
    } else {
        _release(connection);
    }
}

/// Answers false when the hub is stopped or the system has no thread left.
bool EventHub::take(Connection& connection) noexcept {
    const std::scoped_lock lock(_mutex);
    if (!_open) {
        return false;
    }
    try {
        if (!_thread.joinable()) {
            _thread = std::thread([this] { run(); });
        }
        _adopted.push_back(&connection);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void EventHub::run() {
    blockSignalsInThisThread();
    const auto look = std::min(_settings.heartbeat / 4, std::chrono::milliseconds(1000));
    while (!_stopping) {
        serveEvents(static_cast<int>(std::max<std::chrono::milliseconds::rep>(look.count(), 1)));
        beat(CoarseClock::now());
        sweep();
    }
    takeAdopted();
    for (Stream& stream : _streams) {
        pump(stream);
        stream.ended = true;
    }
    sweep();
}

void EventHub::serveEvents(int timeoutMs) {
    std::array<epoll_event, 64> events{};
    const int n = ::epoll_wait(_epoll.get(), events.data(), static_cast<int>(events.size()), timeoutMs);
    bool asked = false;
    for (int i = 0; i < n; ++i) {
        const epoll_event& event = events.at(static_cast<std::size_t>(i));
        if (event.data.ptr == nullptr) {
            asked = true;
            continue;
        }
        auto& stream = *static_cast<Stream*>(event.data.ptr);
        if ((event.events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0) {
            look(stream);
        }
        if ((event.events & EPOLLOUT) != 0 && !stream.ended) {
            pump(stream);
        }
    }
    if (asked) {
        eventfd_t ignored = 0;
        ::eventfd_read(_event.get(), &ignored);
        _woken = false; // before the sources are asked: what happens from here on wakes again
        takeAdopted();
        std::ranges::for_each(_streams, [this](Stream& stream) { pump(stream); });
    }
}

void EventHub::takeAdopted() {
    std::vector<Connection*> adopted;
    {
        const std::scoped_lock lock(_mutex);
        adopted.swap(_adopted);
    }
    for (Connection* connection : adopted) {
        Stream& stream = _streams.emplace_back();
        stream.connection = connection;
        stream.source = std::move(connection->stream);
        stream.text = std::move(connection->outgoing->text);
        stream.lastSent = CoarseClock::now();
        connection->outgoing.reset();
        count(_counters.streams);
        watch(stream, false, EPOLL_CTL_ADD);
        flush(stream);
    }
}

/// Sends what is left, and asks the source for more when the client has taken everything.
void EventHub::pump(Stream& stream) {
    if (!stream.ended && !stream.isIdle()) {
        flush(stream);
    }
    if (stream.ended || !stream.isIdle()) {
        return;
    }
    try {
        stream.finished = stream.source->next(stream.text) == EventSource::State::Finished;
    } catch (const std::exception&) {
        stream.finished = true; // the client connects again and resumes at its last event
    }
    flush(stream);
}

void EventHub::flush(Stream& stream) {
    const std::size_t before = stream.sent;
    while (stream.sent < stream.text.size()) {
        const std::string_view rest = std::string_view(stream.text).substr(stream.sent);
        const ssize_t n = ::send(stream.connection->fd(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (n < 0) {
            stream.ended = stream.ended || (errno != EAGAIN && errno != EINTR);
            break;
        }
        stream.sent += static_cast<std::size_t>(n);
    }
    if (stream.sent > before) {
        count(_counters.bytesOut, stream.sent - before);
        stream.lastSent = CoarseClock::now();
    }
    if (stream.sent == stream.text.size()) {
        stream.text.clear();
        stream.sent = 0;
        stream.ended = stream.ended || stream.finished;
    } else if (stream.text.size() - stream.sent > _settings.eventBacklog) {
        count(_counters.cutStreams);
        stream.ended = true;
    }
    if (!stream.ended && stream.watchesWrite == stream.isIdle()) {
        watch(stream, !stream.isIdle(), EPOLL_CTL_MOD);
    }
}

/// A stream's client has nothing more to say: anything but its end is thrown away.
void EventHub::look(Stream& stream) {
    std::array<char, 512> waste{};
    const ssize_t n = ::recv(stream.connection->fd(), waste.data(), waste.size(), 0);
    stream.ended = stream.ended || n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

void EventHub::watch(Stream& stream, bool forWrite, int operation) {
    epoll_event event{};
    event.events = EPOLLIN;
    if (forWrite) {
        event.events |= EPOLLOUT;
    }
    event.data.ptr = &stream;
    stream.watchesWrite = forWrite;
    if (::epoll_ctl(_epoll.get(), operation, stream.connection->fd(), &event) != 0) {
        stream.ended = true;
    }
}

void EventHub::beat(CoarseClock::time_point now) {
    for (Stream& stream : _streams) {
        if (!stream.isIdle() && stream.lastSent + _settings.sendGrace <= now) {
            count(_counters.cutStreams);
            stream.ended = true;
        } else if (stream.lastSent + _settings.heartbeat <= now) {
            pump(stream);
            if (stream.isIdle() && !stream.ended && stream.lastSent + _settings.heartbeat <= now) {
                stream.text = heartbeatComment;
                flush(stream);
            }
        }
    }
}

void EventHub::sweep() {
    for (auto stream = _streams.begin(); stream != _streams.end();) {
        if (!stream->ended) {
            ++stream;
            continue;
        }
        count(_counters.streams, -1);
        ::shutdown(stream->connection->fd(), SHUT_WR);
        _release(*stream->connection);
        stream = _streams.erase(stream);
    }
}

} // namespace tenon::http
