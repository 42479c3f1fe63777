#pragma once

#include <tenon/app.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace dttot::compliance {

/// The account whose change made a record say `facts`, by the trail of changes; nothing when the trail does not tell.
/// However many changes an event is late, this is who is answerable for what the record says now. In the transaction in
/// which the record was read.
///
/// \param model the record's in the trail
/// \param factsOf of a state of the record in the trail
[[nodiscard]] std::optional<std::int64_t> authorOf(
    tenon::App& app,
    std::string_view model,
    std::int64_t record,
    std::string_view facts,
    const std::function<std::string(const tenon::JsonObject& state)>& factsOf
);

} // namespace dttot::compliance
