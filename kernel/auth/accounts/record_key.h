#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tenon::auth {

/// How clients name a record: by its id, its UUID or its name.
struct RecordKey {
    explicit RecordKey(std::string_view text);

    std::optional<std::int64_t> id; ///< When it is a positive number
    bool isUuid = false;
    std::string_view text; ///< Borrowed
};

} // namespace tenon::auth
