#pragma once

#include <tenon/caller.h>

namespace dttot::compliance {

/// The module itself, where it acts because something happened and not because somebody asked.
class ThisModule : public tenon::Caller {
public:
    [[nodiscard]] std::int64_t id() const override { return 0; }

    [[nodiscard]] std::string_view name() const override { return "system"; }

    [[nodiscard]] bool isSuperuser() const override { return true; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return "dttot.screening"; }
};

} // namespace dttot::compliance
