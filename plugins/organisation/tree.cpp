#include "tree.h"

namespace organisation {

namespace {

constexpr std::string_view aboveCompany =
    "WITH RECURSIVE above(id) AS (SELECT id FROM organisation_company WHERE id = :parent UNION SELECT t.parent_id FROM "
    "organisation_company t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL) SELECT id FROM above WHERE id = "
    ":id";
constexpr std::string_view aboveBranch =
    "WITH RECURSIVE above(id) AS (SELECT id FROM organisation_branch WHERE id = :parent UNION SELECT t.parent_id FROM "
    "organisation_branch t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL) SELECT id FROM above WHERE id = "
    ":id";
constexpr std::string_view aboveDepartment =
    "WITH RECURSIVE above(id) AS (SELECT id FROM organisation_department WHERE id = :parent UNION SELECT t.parent_id "
    "FROM organisation_department t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL) SELECT id FROM above "
    "WHERE id = :id";

std::string_view aboveIn(Tree tree) {
    switch (tree) {
    case Tree::Companies:
        return aboveCompany;
    case Tree::Branches:
        return aboveBranch;
    case Tree::Departments:
        return aboveDepartment;
    }
    return {};
}

} // namespace

void requireNoCycle(tenon::Database& database, Tree tree, const tenon::JsonObject& record) {
    const tenon::Json& parent = record.at("parent_id");
    if (parent.is_null()) {
        return;
    }
    const auto met = database.value<std::int64_t>(
        aboveIn(tree), {{"parent", parent.as_int64()}, {"id", record.at("id").as_int64()}}
    );
    if (met) {
        throw tenon::Invalid::coded("TREE_CYCLE", {{"parent_id", "Cannot lie below itself."}});
    }
}

} // namespace organisation
