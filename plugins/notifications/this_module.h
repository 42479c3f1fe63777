#pragma once

#include <tenon/caller.h>

namespace notifications {

/// The module itself, where it looks for those who are to be told whatever the one may see who causes it.
class ThisModule : public tenon::Caller {
public:
    [[nodiscard]] std::int64_t id() const override { return 0; }

    [[nodiscard]] std::string_view name() const override { return "system"; }

    [[nodiscard]] bool isSuperuser() const override { return true; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return "notifications"; }
};

} // namespace notifications
