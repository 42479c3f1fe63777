#pragma once

#include "screening/weights.h"

#include <tenon/app.h>

#include <cstdint>
#include <functional>

namespace dttot::compliance {

/// The threshold and the weights in force, which administrators change while the server runs: the section `screening`
/// of the settings. One threshold holds wherever a search does not name another. Safe to use from many threads.
class ScreeningSettings {
public:
    /// Declares the section.
    explicit ScreeningSettings(tenon::App& app);

    struct InForce {
        std::int64_t version = 0; ///< of the settings
        screening::Weights weights;

        bool operator==(const InForce&) const = default;
    };

    [[nodiscard]] InForce current() const;

    /// Calls `listener` after each change, not for the values that hold at the start. To be called while the module
    /// declares.
    void onChange(std::function<void()> listener);

    /// The weights of an earlier version, so that an old result can be reproduced. Throws NotFound.
    [[nodiscard]] screening::Weights at(std::int64_t version) const;

private:
    tenon::RuntimeSettings& _section;
};

} // namespace dttot::compliance
