#include <kernel/http/transport/poller.h>

#include <cerrno>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>

namespace tenon::http {

namespace {

epoll_event eventFor(Pollable& subject, Poller::Interest interest) {
    epoll_event event{};
    event.events = EPOLLONESHOT | (interest == Poller::Interest::Read ? EPOLLIN : EPOLLOUT);
    event.data.ptr = &subject;
    return event;
}

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

} // namespace

Poller::Poller()
    : _epoll(::epoll_create1(EPOLL_CLOEXEC)),
      _wake(Pollable::Kind::Wake, FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &_wake;
    if (!_epoll || ::epoll_ctl(_epoll.get(), EPOLL_CTL_ADD, _wake.fd(), &event) != 0) {
        fail("cannot create an epoll set");
    }
}

void Poller::add(Pollable& subject, Interest interest) {
    const int fd = subject.fd();
    epoll_event event = eventFor(subject, interest);
    subject.handOver();
    if (::epoll_ctl(_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
        fail("cannot watch a socket");
    }
}

void Poller::arm(Pollable& subject, Interest interest) noexcept {
    const int fd = subject.fd(); // not to be asked any more once it is handed over
    epoll_event event = eventFor(subject, interest);
    subject.handOver();
    ::epoll_ctl(_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void Poller::remove(Pollable& subject) noexcept { ::epoll_ctl(_epoll.get(), EPOLL_CTL_DEL, subject.fd(), nullptr); }

Pollable* Poller::wait() noexcept {
    epoll_event event{};
    // One event at a time: a second one would wait behind the handler of the first.
    if (::epoll_wait(_epoll.get(), &event, 1, -1) != 1) {
        return nullptr;
    }
    auto* subject = static_cast<Pollable*>(event.data.ptr);
    subject->takeOver();
    return subject;
}

void Poller::wakeAll() noexcept { ::eventfd_write(_wake.fd(), 1); }

} // namespace tenon::http
