#pragma once

#include <tenon/database.h>
#include <tenon/export.h>
#include <tenon/json.h>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon {

/// An SQL condition with its parameters: restricts which rows a caller sees.
struct TENON_API Condition {
    std::string sql; ///< Constant text such as "company_id = :company"; empty for all rows.
    std::vector<std::pair<std::string, Json>> parameters;

    /// The parameters for Database::run; they borrow from this condition. Since SDK 1.1.
    [[nodiscard]] std::vector<Param> params() const;
};

/// A company, a branch, an organisation…: something that a role may be given for. Since SDK 1.1.
struct Place {
    std::string kind; ///< As its module named it (App::placeKind): "company"
    std::int64_t id = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// The columns by which a table tells whose its rows are. Since SDK 1.1.
struct ScopeColumns {
    std::string owner;                                       ///< The account that a row belongs to; empty: to none
    std::vector<std::pair<std::string, std::string>> places; ///< Kind and column: {{"company", "company_id"}}
};

/// How far a permission reaches for the caller who holds it: which rows he sees and changes by it. Since SDK 1.1.
///
/// Each role is given with a scope: `own` (rows of the holder), `subtree` (and of the accounts made below him),
/// `organisation` (rows of the places named with the assignment) or `all`. Who holds a permission by several roles
/// reaches the rows of each; permissions of groups reach as far as the main role.
struct TENON_API Scope {
    bool isAll = false;
    std::int64_t account = 0;  ///< Rows of this account are within reach; 0: no row because of its owner
    bool withSubtree = false;  ///< Those of the accounts made below it are, too
    std::vector<Place> places; ///< Rows of these are; sorted, each once

    /// Reaches no row at all: the caller lacks the permission, or holds it nowhere.
    [[nodiscard]] bool isNothing() const { return !isAll && account == 0 && places.empty(); }

    /// Whether rows of the place are within reach.
    [[nodiscard]] bool reaches(std::string_view kind, std::int64_t id) const;

    /// The places of the kind within reach, in ascending order. Meaningless where `isAll`.
    [[nodiscard]] std::vector<std::int64_t> idsOf(std::string_view kind) const;

    /// The rows within reach of a table with these columns; an empty text for all rows. Parameters begin with "scope_".
    [[nodiscard]] Condition on(const ScopeColumns& columns) const;

    /// Widens it by what `other` reaches.
    void add(const Scope& other);
};

} // namespace tenon
