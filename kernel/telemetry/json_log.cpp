#include <kernel/telemetry/json_log.h>
#include <kernel/telemetry/redaction.h>

#include <tenon/time.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tenon::telemetry {

namespace {

constexpr std::size_t mostGathered = 8 * 1024 * 1024;
constexpr std::size_t largeBatch = 128 * 1024; // some 500 requests: written at once, so that its memory stays small
constexpr std::size_t usualBatch = 2 * largeBatch;
constexpr std::size_t mostRecent = 4 * 1024 * 1024;
constexpr auto longestDelay = std::chrono::milliseconds(100);
constexpr auto longestSettling = std::chrono::seconds(1);

/// Of a size that does not change while lines come in: growing in every thread's turn would scatter over all heaps.
std::string emptyBatch() {
    std::string batch;
    batch.reserve(usualBatch);
    return batch;
}

int opened(const std::string& path) {
    if (path.empty()) {
        return STDERR_FILENO;
    }
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (fd < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot open the log " + path);
    }
    return fd;
}

} // namespace

LogLevel levelNamed(std::string_view name) {
    return name == "debug"   ? LogLevel::Debug
           : name == "warn"  ? LogLevel::Warn
           : name == "error" ? LogLevel::Error
                             : LogLevel::Info;
}

std::string_view nameOf(LogLevel level) {
    return level == LogLevel::Debug   ? "debug"
           : level == LogLevel::Warn  ? "warn"
           : level == LogLevel::Error ? "error"
                                      : "info";
}

JsonLog::JsonLog(const std::string& path, LogLevel least)
    : _path(path), _least(least), _recent(mostRecent), _fd(opened(path)), _gathered(emptyBatch()),
      _writer([this] { flush(); }) {}

JsonLog::~JsonLog() {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
    }
    _wake.notify_one();
    _writer.join();
    if (!_path.empty()) {
        ::close(_fd);
    }
    if (_next >= 0) {
        ::close(_next);
    }
}

void JsonLog::append(std::string_view line, LogLevel level) {
    const std::lock_guard lock(_mutex);
    if (_gathered.size() + line.size() > mostGathered) {
        ++_dropped;
        return;
    }
    _gathered.append(line).push_back('\n');
    if (level >= LogLevel::Error || (_gathered.size() >= largeBatch && !_isUrgent)) {
        _isUrgent = true;
        _wake.notify_one();
    }
}

void JsonLog::reopen() {
    if (_path.empty()) {
        return;
    }
    const int fd = opened(_path);
    const std::lock_guard lock(_mutex);
    if (_next >= 0) {
        ::close(_next);
    }
    _next = fd; // The writer changes over between two batches: it may be writing now.
    _isUrgent = true;
    _wake.notify_one();
}

std::unique_ptr<std::istream> JsonLog::written(std::uint64_t bytes) {
    settle();
    if (_path.empty()) {
        return std::make_unique<std::istringstream>(_recent.lines());
    }
    auto file = std::make_unique<std::ifstream>(_path, std::ios::binary | std::ios::ate);
    if (!*file) {
        throw std::system_error(errno, std::generic_category(), "cannot read the log " + _path);
    }
    const auto size = static_cast<std::uint64_t>(file->tellg());
    const std::uint64_t first = size > bytes ? size - bytes : 0;
    file->seekg(static_cast<std::streamoff>(first));
    if (first > 0) {
        file->ignore(std::numeric_limits<std::streamsize>::max(), '\n'); // Perhaps in the middle of a line
    }
    return file;
}

void JsonLog::settle() {
    std::unique_lock lock(_mutex);
    _isUrgent = true;
    _wake.notify_one();
    _written.wait_for(lock, longestSettling, [this] { return _gathered.empty() && !_isWriting; });
}

void JsonLog::write(std::string_view level, std::string_view event, JsonObject fields) {
    const LogLevel rank = levelNamed(level);
    if (!writes(rank)) {
        return;
    }
    redact(fields);
    JsonObject line{{"at", Clock::now().text()}, {"level", level}, {"event", event}};
    for (auto& field : fields) {
        line.emplace(field.key(), std::move(field.value())); // Never in place of what every line begins with
    }
    append(boost::json::serialize(line), rank);
}

void JsonLog::flush() {
    std::string lines = emptyBatch();
    std::unique_lock lock(_mutex);
    while (!_isStopping || !_gathered.empty()) {
        _wake.wait_for(lock, longestDelay, [this] { return _isStopping || _isUrgent; });
        _isUrgent = false;
        lines.clear();
        lines.swap(_gathered);
        const std::size_t dropped = std::exchange(_dropped, 0);
        if (_next >= 0) {
            ::close(_fd.exchange(std::exchange(_next, -1)));
            _isTorn = false;
        }
        _isWriting = true;
        lock.unlock();
        const std::size_t lost = writeLines(lines, dropped);
        if (lines.capacity() > usualBatch) { // a burst is over
            lines = emptyBatch();
        }
        lock.lock();
        _isWriting = false;
        _written.notify_all();
        _dropped += lost;
    }
}

/// Returns how many lines the disk did not take, those included that were dropped before and could not be told of.
std::size_t JsonLog::writeLines(std::string_view lines, std::size_t dropped) {
    if (_path.empty()) {
        _recent.append(lines);
    }
    std::string note = _isTorn && (dropped > 0 || !lines.empty()) ? "\n" : "";
    if (dropped > 0) {
        note.append(R"({"level":"warn","event":"log.dropped","lines":)").append(std::to_string(dropped)).append("}\n");
    }
    const auto linesIn = [](std::string_view text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    };
    if (!writeOut(note).empty()) {
        return dropped + linesIn(lines);
    }
    return linesIn(writeOut(lines));
}

/// Returns what the disk did not take. Nowhere to report why: the log itself is what fails.
std::string_view JsonLog::writeOut(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(_fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            break;
        }
        if (written > 0) {
            const auto taken = static_cast<std::size_t>(written);
            _isTorn = text[taken - 1] != '\n';
            text.remove_prefix(taken);
        }
    }
    return text;
}

} // namespace tenon::telemetry
