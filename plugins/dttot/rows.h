#pragma once

#include "row_filter.h"
#include "row_writer.h"
#include "search.h"

#include <tenon/app.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dttot {

/// The rows of the lists in force: reading, searching and changes by hand. A change by hand survives another run of the
/// ETL. Safe to call from many threads.
class Rows {
public:
    explicit Rows(tenon::App& app) : _app(app), _search(app.database()), _writer(app.database()) {}

    /// The rows that pass the filter: those that answer `query`, best first, or all in the order of their ids when it
    /// is empty. Throws Forbidden without `dttot.view`.
    tenon::Page page(
        const tenon::Caller& caller,
        const RowFilter& filter,
        std::string_view query,
        Match match,
        const tenon::Paging& paging
    );

    /// The row, or nothing when there is none in force. Throws Forbidden without `dttot.view`.
    std::optional<tenon::JsonObject> find(const tenon::Caller& caller, std::int64_t id);

    /// Adds a row to a document; `input` is described in row_input.h. Throws Forbidden without `dttot.change`, NotFound
    /// without the document, Invalid for a row that says nothing. Returns the row.
    tenon::JsonObject add(const tenon::Caller& caller, std::int64_t document, const tenon::JsonObject& input);

    /// Changes what `input` names of a row and returns the row. Throws like add(), and VERSION_CONFLICT (412) when the
    /// row has another version than `expected`.
    tenon::JsonObject change(
        const tenon::Caller& caller,
        std::int64_t id,
        const tenon::JsonObject& input,
        std::optional<std::int64_t> expected = std::nullopt
    );

    /// Deletes a row; throws like change().
    void remove(const tenon::Caller& caller, std::int64_t id, std::optional<std::int64_t> expected = std::nullopt);

private:
    tenon::Page hits(const RowFilter& filter, std::string_view query, Match match, const tenon::Paging& paging);
    tenon::JsonObject forChange(std::int64_t id, std::optional<std::int64_t> expected);

    tenon::App& _app;
    Search _search;
    RowWriter _writer;
};

/// The row as clients see it: id, the record's members, then what the server knows of the row.
[[nodiscard]] tenon::JsonObject rowJson(const tenon::Row& row);

/// The columns that rowJson() reads, of a row `r`.
inline constexpr std::string_view rowColumns =
    "r.id, r.document_id, r.source, r.version, r.created_at, r.updated_at, r.record, "
    "COALESCE((SELECT l.name FROM dttot_document o JOIN dttot_watch_list l ON l.id = o.list_id "
    "WHERE o.id = r.document_id), ''), r.origin_id";

} // namespace dttot
