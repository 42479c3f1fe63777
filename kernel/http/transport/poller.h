#pragma once

#include <kernel/http/transport/file_descriptor.h>

#include <atomic>
#include <utility>

namespace tenon::http {

/// Something that a poller reports: a connection, a listener or a wake-up.
class Pollable {
public:
    enum class Kind { Connection, Listener, Wake };

    Pollable(Kind kind, FileDescriptor descriptor) : _kind(kind), _descriptor(std::move(descriptor)) {}

    [[nodiscard]] Kind kind() const { return _kind; }

    [[nodiscard]] int fd() const { return _descriptor.get(); }

    /// What this thread did with the subject happens before what the thread that takes it over does. The system's queue
    /// between the two orders them in practice; this says so in the language's terms.
    void handOver() noexcept { _handedOver.store(true, std::memory_order_release); }

    void takeOver() const noexcept { static_cast<void>(_handedOver.load(std::memory_order_acquire)); }

protected:
    void closeDescriptor() { _descriptor.reset(); }

private:
    Kind _kind;
    FileDescriptor _descriptor;
    std::atomic<bool> _handedOver{false};
};

/// One epoll set that many threads wait on (epoll(7)).
///
/// Everything but a wake-up is armed for one event: who receives it owns the Pollable until it arms it again, so a
/// connection never has two threads.
class Poller {
public:
    enum class Interest { Read, Write };

    Poller(); ///< Throws std::system_error when the system refuses a descriptor.

    /// Starts to watch; throws std::system_error when the system refuses.
    void add(Pollable& subject, Interest interest);
    /// Waits for the next event of a subject that was added before. The caller must not touch `subject` afterwards.
    void arm(Pollable& subject, Interest interest) noexcept;
    /// Ends watching without closing the descriptor.
    void remove(Pollable& subject) noexcept;

    /// The next subject with an event; null after an interruption.
    [[nodiscard]] Pollable* wait() noexcept;

    /// Makes every present and future wait() return the wake-up at once, for ever.
    void wakeAll() noexcept;

private:
    FileDescriptor _epoll;
    Pollable _wake;
};

} // namespace tenon::http
