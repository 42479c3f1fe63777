#pragma once

#include <kernel/resources/definition.h>
#include <kernel/resources/statements.h>

#include <tenon/database.h>
#include <tenon/request.h>
#include <tenon/resource.h>

#include <deque>
#include <string>
#include <vector>

namespace tenon::resources {

/// What a list request asks for: filters, search, ordering and page, as one SQL text with its parameters.
/// Throws Invalid for an ordering that the resource does not offer.
class ListQuery {
public:
    ListQuery(
        const Definition& definition,
        const Statements& statements,
        const Request& request,
        const Condition& scope,
        Backend backend
    );

    [[nodiscard]] const std::string& page() const { return _page; }

    [[nodiscard]] const std::string& count() const { return _count; }

    /// Of `page`.
    [[nodiscard]] Params params() const { return _params; }

    /// Of `count`, which has no limit and offset.
    [[nodiscard]] Params countParams() const { return params().first(_params.size() - 2); }

    [[nodiscard]] const Paging& paging() const { return _paging; }

private:
    void require(std::string_view condition);
    void addScope(const Condition& scope);
    void addFilters(const Definition& definition, const Request& request);
    void addSearch(const Definition& definition, const Request& request, Backend backend);

    std::string _condition;
    std::string _page;
    std::string _count;
    std::vector<Param> _params;
    std::deque<std::string> _texts; ///< What the parameters borrow
    Condition _scope;               ///< Likewise
    Paging _paging;
};

} // namespace tenon::resources
