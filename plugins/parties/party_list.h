#pragma once

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/reply.h>
#include <tenon/request.h>
#include <tenon/scope.h>

#include <optional>

namespace parties {

/// A page of the parties within `reach` that pass `filter`, whose members Parties::list tells; `company` is what
/// "company_id" names there. Throws Invalid for an ordering that there is not.
[[nodiscard]] tenon::Page listed(
    tenon::Database& database,
    const tenon::Condition& reach,
    const tenon::JsonObject& filter,
    std::optional<std::int64_t> company,
    const tenon::Paging& paging
);

} // namespace parties
