#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

namespace notifications {

/// How a path names a record: by id or by UUID.
struct RecordKey {
    explicit RecordKey(std::string_view text) : uuid(text) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error != std::errc() || end != text.data() + text.size()) {
            id = 0;
        }
    }

    std::int64_t id = 0; ///< 0 when it is a UUID
    std::string_view uuid;
};

} // namespace notifications
