#pragma once

#include <libpq-fe.h>

#include <memory>

namespace tenon::data::postgres {

struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};

/// What the server answered; null when there is nothing more.
using Result = std::unique_ptr<PGresult, ClearResult>;

} // namespace tenon::data::postgres
