#pragma once

#include <kernel/telemetry/json_log.h>

namespace tenon::http {

struct Passage;

/// One structured line for each request: never the query, a header or a body, for these may hold secrets.
class AccessLog {
public:
    explicit AccessLog(telemetry::JsonLog& log) : _log(log) {}

    void record(const Passage& passage);

private:
    telemetry::JsonLog& _log;
};

} // namespace tenon::http
