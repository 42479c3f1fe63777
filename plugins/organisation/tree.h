#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

#include <string_view>

namespace organisation {

/// The tables whose rows have parents in the same table.
enum class Tree { Companies, Branches, Departments };

/// Throws 400 TREE_CYCLE when the `parent_id` of a stored record leads back to the record itself.
void requireNoCycle(tenon::Database& database, Tree tree, const tenon::JsonObject& record);

} // namespace organisation
