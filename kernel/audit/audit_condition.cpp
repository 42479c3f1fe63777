#include "audit_condition.h"

#include <tenon/like.h>

namespace tenon::audit {

AuditCondition::AuditCondition(const AuditQuery& query) {
    if (query.from) {
        require("at >= :from", "from", *query.from);
    }
    if (query.to) {
        require("at < :to", "to", *query.to);
    }
    if (!query.actor.empty()) {
        require("actor = :actor", "actor", query.actor);
    }
    if (!query.record.empty()) {
        require("record_id = :record", "record", query.record);
    }
    if (!query.model.empty()) {
        require("model = :model", "model", query.model);
    }
    if (!query.action.empty()) {
        require("substr(action, 1, length(:action)) = :action", "action", query.action);
    }
    requireOneOf(query.anyOf);
    if (!query.search.empty()) {
        require(
            "(lower(action) LIKE lower(:search) ESCAPE '\\' OR lower(actor) LIKE lower(:search) ESCAPE '\\' "
            "OR lower(record_id) LIKE lower(:search) ESCAPE '\\' OR address LIKE lower(:search) ESCAPE '\\')",
            "search",
            kept(likePattern(query.search))
        );
    }
}

void AuditCondition::require(std::string_view condition) { _sql.append(" AND ").append(condition); }

void AuditCondition::require(std::string_view condition, std::string_view name, Value value) {
    require(condition);
    _params.push_back({name, std::move(value)});
}

void AuditCondition::requireOneOf(const std::vector<std::string_view>& beginnings) {
    std::string any;
    for (const std::string_view beginning : beginnings) {
        const std::string_view name = kept("action_" + std::to_string(_params.size()));
        any.append(any.empty() ? "(" : " OR ");
        any.append("substr(action, 1, length(:").append(name).append(")) = :").append(name);
        _params.push_back({name, beginning});
    }
    if (!any.empty()) {
        require(any + ')');
    }
}

std::string_view AuditCondition::kept(std::string text) { return _texts.emplace_back(std::move(text)); }

} // namespace tenon::audit
