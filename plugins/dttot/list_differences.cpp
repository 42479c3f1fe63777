#include "list_differences.h"

#include "id_list.h"

#include <string>
#include <utility>

namespace dttot {

namespace {

constexpr std::string_view rowsWithIds =
    "SELECT r.id, r.since_version, r.kode_densus, r.type, r.names, r.content FROM dttot_row r WHERE r.id IN ";
constexpr std::string_view rowsSince =
    "SELECT r.id, r.since_version, r.kode_densus, r.type, r.names, r.content FROM dttot_row r "
    "WHERE r.since_version = :version";

constexpr std::string_view span =
    "WITH span AS (SELECT id FROM dttot_list_version WHERE list_id = :list AND number > :from AND number <= :to) ";

// Rows that counted at :from and no longer at :to: past ones, ones on their way there, and those of deleted documents.
constexpr std::string_view goneRows =
    "SELECT p.id, p.since_version, p.kode_densus, p.type, p.names, p.content FROM span "
    "JOIN dttot_past_row p ON p.until_version = span.id "
    "JOIN dttot_list_version s ON s.id = p.since_version AND s.number <= :from "
    "UNION ALL "
    "SELECT r.id, r.since_version, r.kode_densus, r.type, r.names, r.content FROM span "
    "JOIN dttot_row r ON r.until_version = span.id AND r.until_version < 9223372036854775807 "
    "JOIN dttot_list_version s ON s.id = r.since_version AND s.number <= :from "
    "UNION ALL "
    "SELECT r.id, r.since_version, r.kode_densus, r.type, r.names, r.content FROM span "
    "JOIN dttot_document d ON d.ended_version = span.id "
    "JOIN dttot_row r ON r.document_id = d.id AND r.run_id <= d.run_id AND r.until_run > d.run_id "
    "JOIN dttot_list_version s ON s.id = r.since_version AND s.number <= :from";

// Rows that count at :to and did not yet at :from.
constexpr std::string_view comeRows =
    "SELECT p.id, p.since_version, p.kode_densus, p.type, p.names, p.content FROM span "
    "JOIN dttot_past_row p ON p.since_version = span.id "
    "JOIN dttot_list_version u ON u.id = p.until_version AND u.number > :to "
    "UNION ALL "
    "SELECT r.id, r.since_version, r.kode_densus, r.type, r.names, r.content FROM span "
    "JOIN dttot_row r ON r.since_version = span.id JOIN dttot_document d ON d.id = r.document_id "
    "LEFT JOIN dttot_list_version u ON u.id = "
    "CASE WHEN r.until_version < 9223372036854775807 THEN r.until_version ELSE d.ended_version END "
    "WHERE u.number IS NULL OR u.number > :to";

Trace traceOf(const tenon::Row& row) {
    Trace trace;
    trace.row = row.integer(0);
    trace.since = row.integer(1);
    trace.code = row.text(2);
    trace.type = row.text(3);
    const std::string_view names = row.text(4);
    trace.name = names.substr(0, names.find('\n'));
    trace.content = row.integer(5);
    return trace;
}

} // namespace

std::vector<Trace> tracesOf(tenon::Database& database, std::span<const std::int64_t> rows) {
    std::vector<Trace> traces;
    forEachChunk(database, rowsWithIds, rows, {}, [&](const tenon::Row& row) { traces.push_back(traceOf(row)); });
    return traces;
}

std::vector<Trace> tracesSince(tenon::Database& database, std::int64_t version) {
    return database.rows(rowsSince, {{"version", version}}, traceOf);
}

ListChange changeBetween(std::vector<Trace> gone, std::vector<Trace> come) {
    ListChange change;
    for (const Difference& difference : differences(std::move(gone), std::move(come))) {
        ++(difference.kind == Difference::Kind::added     ? change.added
           : difference.kind == Difference::Kind::changed ? change.changed
                                                          : change.removed);
    }
    return change;
}

std::vector<Difference>
differencesBetween(tenon::Database& database, std::int64_t list, std::int64_t from, std::int64_t to) {
    static const std::string gone = std::string(span).append(goneRows);
    static const std::string come = std::string(span).append(comeRows);
    const std::initializer_list<tenon::Param> range = {{"list", list}, {"from", from}, {"to", to}};
    return differences(database.rows(gone, range, traceOf), database.rows(come, range, traceOf));
}

} // namespace dttot
