#include "party_list.h"

#include "party_record.h"

#include <tenon/error.h>
#include <tenon/like.h>

#include <array>
#include <utility>

namespace parties {

namespace {

using tenon::JsonObject;
using tenon::Param;
using tenon::textAt;

constexpr std::string_view searchSql =
    "lower(name) LIKE lower(:search) ESCAPE '\\' OR lower(code) LIKE lower(:search) ESCAPE '\\' OR lower(email) LIKE "
    "lower(:search) ESCAPE '\\' OR lower(company_name) LIKE lower(:search) ESCAPE '\\' OR phone LIKE :search ESCAPE "
    "'\\' "
    "OR tax_id LIKE :search ESCAPE '\\' OR national_id LIKE :search ESCAPE '\\' OR passport_number LIKE upper(:search) "
    "ESCAPE '\\'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> orderings{{
    {"name", " ORDER BY name, id"},
    {"-name", " ORDER BY name DESC, id"},
    {"code", " ORDER BY code NULLS LAST, id"},
    {"-code", " ORDER BY code DESC NULLS LAST, id"},
    {"created_at", " ORDER BY created_at, id"},
    {"-created_at", " ORDER BY created_at DESC, id"},
    {"id", " ORDER BY id"},
    {"-id", " ORDER BY id DESC"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> roles{{
    {"customer", "is_customer"},
    {"supplier", "is_supplier"},
    {"employee", "is_employee"},
    {"subscriber", "is_subscriber"},
}};

template <typename Table>
std::string_view sqlFor(const Table& table, std::string_view name) {
    for (const auto& [known, sql] : table) {
        if (known == name) {
            return sql;
        }
    }
    return {};
}

/// The condition of a list with its parameters.
struct Narrowed {
    explicit Narrowed(const tenon::Condition& reach) : params(reach.params()) {
        if (!reach.sql.empty()) {
            require(reach.sql);
        }
    }

    void require(std::string_view condition) { sql.append(" AND (").append(condition).append(")"); }

    void require(std::string_view condition, std::string_view parameter, tenon::Value value) {
        require(condition);
        params.push_back({parameter, std::move(value)});
    }

    std::string sql = " WHERE merged_into IS NULL";
    std::vector<Param> params;
};

std::string_view orderingOf(const JsonObject& filter) {
    const std::string_view sql = sqlFor(orderings, textAt(filter, "ordering", "name"));
    if (sql.empty()) {
        throw tenon::Invalid(
            "ordering", tenon::Message("Cannot order by {field}.", {{"field", textAt(filter, "ordering")}})
        );
    }
    return sql;
}

} // namespace

tenon::Page listed(
    tenon::Database& database,
    const tenon::Condition& reach,
    const JsonObject& filter,
    std::optional<std::int64_t> company,
    const tenon::Paging& paging
) {
    Narrowed narrowed(reach);
    const std::string pattern = tenon::likePattern(textAt(filter, "search"));
    if (pattern.size() > 2) {
        narrowed.require(searchSql, "search", pattern);
    }
    if (const std::string_view role = sqlFor(roles, textAt(filter, "role")); !role.empty()) {
        narrowed.require(role);
    }
    for (const char* name : {"kind", "contact_type"}) {
        if (const std::string_view text = textAt(filter, name); !text.empty()) {
            narrowed.require(std::string(name) + " = :" + name, name, text);
        }
    }
    if (const tenon::Json* active = filter.if_contains("is_active"); active != nullptr && active->is_bool()) {
        narrowed.require(active->get_bool() ? "is_active" : "NOT is_active");
    }
    if (company) {
        narrowed.require("company_id IS NULL OR company_id = :company", "company", *company);
    }

    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    const std::string from = " FROM parties_party" + narrowed.sql;
    database.run("SELECT COUNT(*)" + from, narrowed.params, [&](const tenon::Row& row) {
        page.total = row.integer(0);
    });
    std::string sql = "SELECT ";
    sql.append(partyColumns()).append(from).append(orderingOf(filter)).append(" LIMIT :limit OFFSET :offset");
    narrowed.params.push_back({"limit", paging.size});
    narrowed.params.push_back({"offset", paging.offset});
    database.run(sql, narrowed.params, [&](const tenon::Row& row) { page.items.emplace_back(recordOf(row)); });
    return page;
}

} // namespace parties
