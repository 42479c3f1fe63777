#pragma once

#include <kernel/http/transport/connection.h>
#include <kernel/http/transport/counters.h>
#include <kernel/http/transport/settings.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tenon::http {

/// Feeds every event stream of a server from one thread, which begins with the first of them.
///
/// A source is asked for events when the hub is woken, when a heartbeat is due, and when its client has read all that
/// was sent before: a slow client is not asked for, and is cut when it stays slow.
class EventHub {
public:
    /// Gives a stream's connection back at its end.
    using Release = std::function<void(Connection&)>;

    /// Throws std::system_error when the system refuses a descriptor.
    EventHub(const ServerSettings& settings, Counters& counters, Release release);
    ~EventHub();

    /// Adopts from now on.
    void start();

    /// Sends what the sources have ready, then ends every stream, and from now on every stream that is adopted.
    void stop() noexcept;

    /// Has every source asked again soon. Cheap, and safe from any thread at any time.
    void wake() noexcept;

    /// Takes over a connection that Exchange has turned into a stream, removed from its poller before.
    void adopt(Connection& connection) noexcept;

private:
    struct Stream {
        [[nodiscard]] bool isIdle() const { return text.empty(); }

        Connection* connection;
        std::shared_ptr<EventSource> source; ///< The application keeps a share to tell it of events.
        std::string text;                    ///< What the source said last.
        std::size_t sent = 0;                ///< Bytes of `text` that are on their way.
        CoarseClock::time_point lastSent;
        bool finished = false; ///< Nothing follows `text`.
        bool watchesWrite = false;
        bool ended = false;
    };

    bool take(Connection& connection) noexcept;
    void run();
    void serveEvents(int timeoutMs);
    void takeAdopted();
    void pump(Stream& stream);
    void flush(Stream& stream);
    void look(Stream& stream);
    void watch(Stream& stream, bool forWrite, int operation);
    void beat(CoarseClock::time_point now);
    void sweep();

    const ServerSettings& _settings;
    Counters& _counters;
    const Release _release;
    FileDescriptor _epoll;
    FileDescriptor _event;
    std::atomic<bool> _stopping{false};
    std::atomic<bool> _woken{false};

    std::mutex _mutex;
    std::vector<Connection*> _adopted; // guarded by _mutex
    bool _open = false;                // guarded by _mutex: adopts
    std::thread _thread;               // started under _mutex while _open, joined after that

    std::list<Stream> _streams; // of the feeding thread
};

} // namespace tenon::http
