#include "export.h"

#include "audit_row.h"
#include "chain.h"

namespace tenon::audit {

namespace {

constexpr std::string_view pageSql =
    "SELECT seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
    "prev_hash, hash FROM tenon_audit WHERE position > :position AND position <= :last ORDER BY position LIMIT 1000";

} // namespace

std::int64_t
exportChain(Database& database, const CheckpointLog& signer, const std::function<void(std::string_view line)>& write) {
    const ChainHead head = Chain(database).head();
    std::int64_t position = 0;
    for (bool isMore = true; isMore;) {
        const auto page = database.rows(pageSql, {{"position", position}, {"last", head.position}}, AuditRow::from);
        isMore = !page.empty();
        for (const AuditRow& row : page) {
            position = *row.position;
            JsonObject line = canonicalForm(row, position, row.previousHash.value_or(""));
            line["hash"] = row.hash.value_or("");
            write(boost::json::serialize(line));
        }
    }
    write(signer.sign({head.position, head.hash, Clock::now().text()}));
    return position;
}

} // namespace tenon::audit
