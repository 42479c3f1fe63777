#pragma once

#include <string>

namespace tenon::http {

/// The producer behind one text/event-stream answer (WHATWG HTML, server-sent events).
///
/// All streams of the server are fed by one thread: `next` must not wait for anything but a short query.
class EventSource {
public:
    enum class State {
        Open,    ///< Ask again when the hub is woken or the heartbeat is due.
        Finished ///< Send what was appended, then close the stream.
    };

    virtual ~EventSource() = default;

    /// Appends the event blocks that became ready since the last call ("id: 7\nevent: progress\ndata: {...}\n\n").
    virtual State next(std::string& out) = 0;
};

} // namespace tenon::http
