#include <kernel/data/text_condition.h>
#include <kernel/resources/list_query.h>
#include <kernel/resources/record.h>

namespace tenon::resources {

ListQuery::ListQuery(
    const Definition& definition,
    const Statements& statements,
    const Request& request,
    const Condition& scope,
    Backend backend
)
    : _paging(request.paging()) {
    addScope(scope);
    addFilters(definition, request);
    addSearch(definition, request, backend);

    const std::string_view fallback = definition.order.empty() ? "id" : std::string_view(definition.order.front());
    std::string ordering = statements.ordering(request.query("ordering", fallback));
    if (ordering.empty() && request.queryValue("ordering")) {
        throw Invalid("ordering", Message("Cannot order by {field}.", {{"field", request.query("ordering")}}));
    }
    if (ordering.empty()) {
        ordering = " ORDER BY id";
    }
    _page = statements.list(_condition, ordering);
    _count = statements.count(_condition);
    _params.push_back({"limit", _paging.size});
    _params.push_back({"offset", _paging.offset});
}

void ListQuery::require(std::string_view condition) {
    _condition.append(_condition.empty() ? " WHERE (" : " AND (").append(condition).append(")");
}

void ListQuery::addScope(const Condition& scope) {
    if (scope.sql.empty()) {
        return;
    }
    require(scope.sql);
    _scope = scope;
    _params = _scope.params();
}

void ListQuery::addFilters(const Definition& definition, const Request& request) {
    for (const std::string& name : definition.filter) {
        const Json* value = request.arguments().if_contains(name);
        const Column* column = definition.column(name);
        if (value == nullptr || value->is_null() || column == nullptr) {
            continue;
        }
        // Parameters of a scope may have the names of fields.
        const std::string& parameter = _texts.emplace_back("filter_" + name);
        const bool isUuid = !column->target.empty() && value->is_string();
        require(
            column->storedAs + " = "
            + (isUuid ? "(SELECT id FROM " + column->target + " WHERE uuid = :" + parameter + ")" : ":" + parameter)
        );
        _params.push_back({parameter, comparable(*column, *value)});
    }
}

void ListQuery::addSearch(const Definition& definition, const Request& request, Backend backend) {
    const std::string_view text = request.query("search");
    if (text.empty() || definition.search.empty()) {
        return;
    }
    std::vector<std::string_view> columns;
    for (const std::string& name : definition.search) {
        columns.push_back(definition.column(name)->storedAs);
    }
    const data::TextCondition search = data::holding(text, columns, "search_text", backend);
    require(search.sql);
    _params.push_back({"search_text", std::string_view(_texts.emplace_back(search.value))});
}

} // namespace tenon::resources
