#pragma once

#include <tenon/app.h>

namespace dttot {

/// Figures of all lists in force. Each breakdown adds up to `total`: a subject with several nationalities or birth
/// years counts under the first, one without any under "unknown". `source_rows` = `record_rows` + `skipped`, and
/// `total` = `records` - `removed_by_hand` + `added_by_hand`.
///
/// Throws Forbidden without `dttot.view`.
[[nodiscard]] tenon::JsonObject figures(tenon::App& app, const tenon::Caller& caller);

} // namespace dttot
