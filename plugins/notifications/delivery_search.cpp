#include "delivery_search.h"

#include "api_fields.h"

#include <tenon/like.h>

#include <algorithm>
#include <vector>

namespace notifications {

namespace {

constexpr std::string_view fromSql =
    " FROM notifications_delivery d JOIN notifications_notice n ON n.id = d.notice_id WHERE 1 = 1";
constexpr std::string_view pageSql = " ORDER BY d.id DESC LIMIT :limit OFFSET :offset";

constexpr std::string_view ofSql = " AND d.user_id = :of";
constexpr std::string_view withinSql =
    " AND (d.user_id = :within OR d.notice_id IN (SELECT id FROM notifications_notice WHERE sender_id = :within))";
constexpr std::string_view sinceSql = " AND d.created_at >= :since";
constexpr std::string_view untilSql = " AND d.created_at < :until";
constexpr std::string_view readSql = " AND d.state = 'read'";
constexpr std::string_view unreadSql = " AND d.state <> 'read'";
constexpr std::string_view archivedSql = " AND d.archived_at IS NOT NULL";
constexpr std::string_view presentSql = " AND d.archived_at IS NULL";
constexpr std::string_view channelSql = " AND d.channel = :channel";
constexpr std::string_view stateSql = " AND d.state = :state";
constexpr std::string_view kindSql = " AND d.kind = :kind";
constexpr std::string_view usernameSql = " AND d.username = :username";
constexpr std::string_view searchSql =
    " AND (lower(d.title) LIKE :pattern ESCAPE '\\' OR lower(d.body) LIKE :pattern ESCAPE '\\')";

/// SQLite's lower() knows these letters only.
std::string lowered(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return lower;
}

/// The condition of a filter, whose texts the parameters borrow.
class Condition {
public:
    explicit Condition(const DeliveryFilter& filter) : _pattern(tenon::likePattern(lowered(filter.search))) {
        addIf(filter.of, ofSql, "of");
        addIf(filter.withinOf, withinSql, "within");
        if (filter.isRead) {
            sql.append(*filter.isRead ? readSql : unreadSql);
        }
        if (filter.isArchived) {
            sql.append(*filter.isArchived ? archivedSql : presentSql);
        }
        addIf(filter.from, sinceSql, "since");
        addIf(filter.to, untilSql, "until");
        addIf(filter.channel, channelSql, "channel");
        addIf(filter.state, stateSql, "state");
        addIf(filter.kind, kindSql, "kind");
        addIf(filter.username, usernameSql, "username");
        if (!filter.search.empty()) {
            addIf(_pattern, searchSql, "pattern");
        }
    }

    std::string sql{fromSql};
    std::vector<tenon::Param> params;

private:
    template <typename T>
    void addIf(const std::optional<T>& wanted, std::string_view condition, std::string_view name) {
        if (wanted) {
            sql.append(condition);
            params.push_back({name, *wanted});
        }
    }

    void addIf(std::string_view wanted, std::string_view condition, std::string_view name) {
        if (!wanted.empty()) {
            sql.append(condition);
            params.push_back({name, wanted});
        }
    }

    const std::string _pattern;
};

} // namespace

tenon::Page
findDeliveries(tenon::Database& database, const DeliveryFilter& filter, Detail detail, const tenon::Paging& paging) {
    Condition condition(filter);
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    database.run("SELECT COUNT(*)" + condition.sql, condition.params, [&](const tenon::Row& row) {
        page.total = row.integer(0);
    });
    condition.params.push_back({"limit", paging.size});
    condition.params.push_back({"offset", paging.offset});
    const bool isWhole = detail == Detail::delivery;
    const std::string select = std::string("SELECT ").append(isWhole ? deliveryColumns : notificationColumns);
    database.run(select + condition.sql + std::string(pageSql), condition.params, [&](const tenon::Row& row) {
        page.items.emplace_back(isWhole ? deliveryFrom(row) : notificationFrom(row));
    });
    return page;
}

} // namespace notifications
