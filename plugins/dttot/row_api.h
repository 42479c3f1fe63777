#pragma once

#include "rows.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot {

/// Requests about rows, translated for the services. Safe to call from many threads.
///
/// In `/dttot/{id}` and `/dttot/{id}/data` the id is a document's or a row's; the published API does not say which, and
/// one sequence of ids for both makes either right. With a document's id, `data_id` in body or query names the row.
class RowApi {
public:
    RowApi(tenon::App& app, Rows& rows) : _app(app), _rows(rows) {}

    /// The rows of a document, or one row.
    tenon::Reply read(const tenon::Request& request);
    /// The rows of all lists in force.
    tenon::Reply search(const tenon::Request& request);
    tenon::Reply add(const tenon::Request& request);
    tenon::Reply change(const tenon::Request& request);
    tenon::Reply remove(const tenon::Request& request);

private:
    tenon::Reply list(const tenon::Request& request, std::int64_t document);
    [[nodiscard]] bool isDocument(std::int64_t id);
    [[nodiscard]] std::int64_t rowMeant(const tenon::Request& request);

    tenon::App& _app;
    Rows& _rows;
};

} // namespace dttot
