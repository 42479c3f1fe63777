#include "bounded_delete.h"

namespace dttot {

namespace {

constexpr std::string_view someSkipped =
    "DELETE FROM dttot_skipped WHERE id IN (SELECT s.id FROM dttot_run u JOIN dttot_skipped s ON s.run_id = u.id "
    "WHERE u.document_id = :document AND u.id < :run ORDER BY s.id LIMIT 2000)";

} // namespace

void deleteBitByBit(tenon::Database& database, std::string_view sql, std::initializer_list<tenon::Param> params) {
    while (database.execute(sql, params) > 0) {
    }
}

void forgetSkipped(tenon::Database& database, std::int64_t document, std::int64_t run) {
    deleteBitByBit(database, someSkipped, {{"document", document}, {"run", run}});
}

} // namespace dttot
