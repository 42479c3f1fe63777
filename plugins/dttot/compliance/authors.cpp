#include "compliance/authors.h"

#include "json_number.h"

#include <tenon/audit.h>
#include <tenon/system_caller.h>

#include <algorithm>

namespace dttot::compliance {

namespace {

constexpr std::int64_t changesAtOnce = 50;
constexpr std::int64_t mostChanges = 2000;

} // namespace

std::optional<std::int64_t> authorOf(
    tenon::App& app,
    std::string_view model,
    std::int64_t record,
    std::string_view facts,
    const std::function<std::string(const tenon::JsonObject& state)>& factsOf
) {
    const std::string id = std::to_string(record);
    const auto said = [&](const tenon::Json& state) {
        return state.is_object() && factsOf(state.get_object()) == facts;
    };
    tenon::AuditQuery query{.model = model, .record = id, .page = {.size = changesAtOnce}};
    for (std::int64_t total = 1; query.page.offset < std::min(total, mostChanges); query.page.offset += changesAtOnce) {
        const tenon::Page page = app.audit().history(tenon::SystemCaller("dttot.screening"), query);
        total = page.total;
        for (const tenon::Json& change : page.items) {
            if (said(change.at("after")) && !said(change.at("before"))) {
                return numberAt(change.as_object(), "actor_id");
            }
        }
    }
    return std::nullopt;
}

} // namespace dttot::compliance
