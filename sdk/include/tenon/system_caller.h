#pragma once

#include <tenon/caller.h>

#include <string>
#include <string_view>
#include <utility>

namespace tenon {

/// The system itself, which may do everything: for what happens because of an event, a schedule or the start, and not
/// because somebody asked. Since SDK 1.1.
class SystemCaller : public Caller {
public:
    /// `requestId` names on whose behalf things happen ("dttot.screening"): a module, a job, a command.
    explicit SystemCaller(std::string requestId = {}) : _requestId(std::move(requestId)) {}

    [[nodiscard]] std::int64_t id() const override { return 0; }

    [[nodiscard]] std::string_view name() const override { return "system"; }

    [[nodiscard]] bool isSuperuser() const override { return true; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return _requestId; }

private:
    std::string _requestId;
};

} // namespace tenon
