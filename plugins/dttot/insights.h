#pragma once

#include <tenon/app.h>

namespace dttot {

/// What the lists in force look like and how they change: {"lists", "by_type", "top_nationalities", "birth_decades",
/// "quality", "documents", "runs", "changes_by_month"}. Throws Forbidden without `dttot.view`.
[[nodiscard]] tenon::JsonObject insights(tenon::App& app, const tenon::Caller& caller);

} // namespace dttot
