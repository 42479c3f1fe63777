#pragma once

#include <tenon/export.h>
#include <tenon/json.h>

#include <string_view>

namespace tenon {

/// The structured log: an event name and fields, one JSON line each. Never a token, password, body or key.
class TENON_API Log {
public:
    virtual ~Log();

    /// Someone must act.
    void error(std::string_view event, JsonObject fields = {}) { write("error", event, std::move(fields)); }

    /// Service is degraded.
    void warn(std::string_view event, JsonObject fields = {}) { write("warn", event, std::move(fields)); }

    /// State changed.
    void info(std::string_view event, JsonObject fields = {}) { write("info", event, std::move(fields)); }

    /// For the author.
    void debug(std::string_view event, JsonObject fields = {}) { write("debug", event, std::move(fields)); }

protected:
    virtual void write(std::string_view level, std::string_view event, JsonObject fields) = 0;
};

} // namespace tenon
