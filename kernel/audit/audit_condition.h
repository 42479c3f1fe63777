#pragma once

#include <tenon/audit.h>
#include <tenon/database.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::audit {

/// The WHERE of a query of the trail. It names only what restricts, so that the index of actor, record or time serves.
class AuditCondition {
public:
    explicit AuditCondition(const AuditQuery& query);

    [[nodiscard]] const std::string& sql() const { return _sql; }

    /// Borrowed from this object and the query.
    [[nodiscard]] const std::vector<Param>& params() const { return _params; }

private:
    void require(std::string_view condition);
    void require(std::string_view condition, std::string_view name, Value value);
    void requireOneOf(const std::vector<std::string_view>& beginnings);
    std::string_view kept(std::string text);

    std::string _sql = "1 = 1";
    std::deque<std::string> _texts; ///< Stay where they are when more come
    std::vector<Param> _params;
};

} // namespace tenon::audit
