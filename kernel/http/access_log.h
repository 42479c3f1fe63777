#pragma once

#include <tenon/log.h>

#include <cstdint>

namespace tenon::http {

struct Passage;

/// One structured line for each request: never the query, a header or a body, for these may hold secrets.
class AccessLog {
public:
    explicit AccessLog(Log& log) : _log(log) {}

    void record(const Passage& passage);

private:
    Log& _log;
};

} // namespace tenon::http
