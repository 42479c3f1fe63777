#pragma once

#include <kernel/telemetry/recent_text.h>

#include <tenon/log.h>

#include <atomic>
#include <condition_variable>
#include <istream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace tenon::telemetry {

enum class LogLevel { Debug, Info, Warn, Error };

/// The level of this name ("debug", "info", "warn", "error"), Info for anything else.
[[nodiscard]] LogLevel levelNamed(std::string_view name);
[[nodiscard]] std::string_view nameOf(LogLevel level);

/// The structured log: one JSON object a line. Lines are gathered and written by a thread of its own, at the latest
/// after a tenth of a second; errors and many lines wake it at once. When the disk does not keep up or is full, lines
/// are dropped and counted, never waited for. Secrets are taken out before a line is written.
class JsonLog : public Log {
public:
    /// Appends to `path`, or to the standard error stream when it is empty. Throws std::system_error when it cannot be
    /// opened.
    JsonLog(const std::string& path, LogLevel least);
    ~JsonLog() override;
    JsonLog(const JsonLog&) = delete;
    JsonLog& operator=(const JsonLog&) = delete;

    /// Whether lines of this level are written at all.
    [[nodiscard]] bool writes(LogLevel level) const { return level >= _least; }

    [[nodiscard]] LogLevel least() const { return _least; }

    /// Lines below this level are not written from now on.
    void setLeast(LogLevel least) { _least = least; }

    /// What was written so far: at most the last `bytes` of the file or, without one, the last 4 MB of this process; it
    /// begins with a whole line. Throws std::system_error when the file cannot be read.
    [[nodiscard]] std::unique_ptr<std::istream> written(std::uint64_t bytes);

    /// Appends a line that is complete but for its end, and free of secrets.
    void append(std::string_view line, LogLevel level);

    /// Opens the file anew, after it was moved away by logrotate.
    void reopen();

    /// Returns when every line is written out, or after a second when the disk or busy threads do not let that happen.
    void settle();

    /// What lines are written to at the moment; changes when the log is opened anew.
    [[nodiscard]] const std::atomic<int>& descriptor() const { return _fd; }

protected:
    void write(std::string_view level, std::string_view event, JsonObject fields) override;

private:
    void flush();
    std::size_t writeLines(std::string_view lines, std::size_t dropped);
    std::string_view writeOut(std::string_view text);

    const std::string _path;
    std::atomic<LogLevel> _least;
    RecentText _recent;   ///< Written to only where there is no file
    std::atomic<int> _fd; ///< Changed by the writer's thread only
    bool _isTorn = false; ///< Of the writer's thread: the file ends in the middle of a line
    int _next = -1;       ///< What it changes over to; guarded by _mutex
    std::mutex _mutex;
    std::condition_variable _wake;
    std::condition_variable _written;
    std::string _gathered;    ///< Guarded by _mutex
    std::size_t _dropped = 0; ///< Guarded by _mutex
    bool _isStopping = false; ///< Guarded by _mutex
    bool _isUrgent = false;   ///< Guarded by _mutex
    bool _isWriting = false;  ///< Guarded by _mutex
    std::thread _writer;
};

} // namespace tenon::telemetry
