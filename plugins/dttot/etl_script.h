#pragma once

#include <tenon/json.h>

#include <cstdint>
#include <string_view>

namespace dttot {

/// A way of reading lists. Scripts are part of the program; the version changes when the same document may give other
/// rows.
struct EtlScript {
    std::int64_t id;
    std::string_view name;
    std::string_view version;
    std::string_view title;
};

/// The script that reads a document when the client names none.
[[nodiscard]] const EtlScript& defaultScript();

/// The script of this id or name; throws NotFound.
[[nodiscard]] const EtlScript& scriptOf(std::string_view idOrName);

[[nodiscard]] tenon::JsonArray scriptsAsJson();

} // namespace dttot
