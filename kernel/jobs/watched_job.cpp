#include "watched_job.h"

#include <array>
#include <string_view>
#include <utility>

namespace tenon::jobs {

namespace {

struct FinalEvent {
    std::string_view status;
    std::string_view event;
};

constexpr std::array<FinalEvent, 3> finalEvents{{
    {"succeeded", "done"},
    {"failed", "failed"},
    {"cancelled", "cancelled"},
}};

std::string_view eventOf(std::string_view status) {
    for (const FinalEvent& known : finalEvents) {
        if (known.status == status) {
            return known.event;
        }
    }
    return "progress";
}

} // namespace

bool WatchedJob::update(const StoredJob& job) {
    const std::string_view event = eventOf(job.state.status);
    // Serialised JSON has no line break, so that one `data:` line holds it.
    std::string text = "event: " + std::string(event) + "\ndata: " + boost::json::serialize(jsonOf(job.state)) + "\n\n";
    const std::lock_guard guard(_mutex);
    if (job.version <= _version) {
        return false;
    }
    _version = job.version;
    _event = std::move(text);
    _isOver = event != "progress";
    return true;
}

void WatchedJob::vanish() {
    const std::lock_guard guard(_mutex);
    _isOver = true;
}

bool WatchedJob::isOver() const {
    const std::lock_guard guard(_mutex);
    return _isOver;
}

http::EventSource::State WatchedJob::append(std::string& out, std::int64_t& version) const {
    const std::lock_guard guard(_mutex);
    if (version < _version) {
        version = _version;
        out += "id: " + std::to_string(_version) + '\n' + _event;
    }
    return _isOver ? http::EventSource::State::Finished : http::EventSource::State::Open;
}

} // namespace tenon::jobs
