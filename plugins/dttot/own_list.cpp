#include "own_list.h"

#include "row_writer.h"

#include <tenon/error.h>
#include <tenon/time.h>

#include <algorithm>

namespace dttot {

namespace {

constexpr std::string_view ofOwn = "own:";

constexpr std::string_view handDocument =
    "SELECT id FROM dttot_list WHERE list_id = :list AND format = 'manual' ORDER BY id LIMIT 1";

constexpr std::string_view addHandDocument =
    "INSERT INTO dttot_document (id, title, filename, folded, format, sha256, size, status, run_id, latest_run_id, "
    "error_code, error_message, uploaded_by, created_at, updated_at, list_id, supersedes) "
    "SELECT CAST(:id AS BIGINT), title, '', '', 'manual', :sha256, 0, 'processed', 0, 0, '', '', "
    "CAST(:by AS BIGINT), :now, :now, id, 0 FROM dttot_watch_list WHERE id = :list";

bool isName(std::string_view name) {
    constexpr std::size_t longest = 60;
    return !name.empty() && name.size() <= longest && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace

std::string ownListName(std::string_view name) {
    if (name.starts_with(ofOwn)) {
        name.remove_prefix(ofOwn.size());
    }
    if (!isName(name)) {
        throw tenon::Invalid("name", "Must be a word of a-z, 0-9 and hyphens.");
    }
    return std::string(ofOwn).append(name);
}

std::string listNameOf(std::string_view list) {
    const bool isOwn = list.starts_with(ofOwn);
    if (!isName(isOwn ? list.substr(ofOwn.size()) : list)) {
        throw tenon::Invalid("list", "Must be a word of a-z, 0-9 and hyphens, after \"own:\" for an own list.");
    }
    return std::string(list);
}

std::int64_t documentForHand(tenon::Database& database, const tenon::Caller& caller, std::int64_t list) {
    if (const auto found = database.value<std::int64_t>(handDocument, {{"list", list}})) {
        return *found;
    }
    const std::int64_t id = newIds(database, IdKind::document, 1).front();
    database.execute(
        addHandDocument,
        {{"id", id},
         {"sha256", "rows of list " + std::to_string(list)},
         {"by", caller.id()},
         {"now", tenon::Clock::now()},
         {"list", list}}
    );
    return id;
}

} // namespace dttot
