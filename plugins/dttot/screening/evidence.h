#pragma once

#include "facts.h"
#include "hit.h"
#include "weights.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace dttot::screening {

/// What one fact of both sides says.
struct Finding {
    ReasonCode code{};
    std::string_view subject;
    std::string_view listed;
    double effect = 0;
};

/// What facts besides the name say about whether subject and entry are the same.
struct Evidence {
    std::array<Finding, 5> all{};
    std::size_t count = 0;
    double for_ = 0;               ///< what speaks for it, added up
    double against = 0;            ///< what speaks against it, 0 or less
    double atLeast = 0;            ///< a number decides: the score is not less
    bool isSameBirthday = false;   ///< also with day and month exchanged
    bool isOtherBirthDate = false; ///< years apart

    [[nodiscard]] std::span<const Finding> findings() const { return std::span(all).first(count); }
};

[[nodiscard]] Evidence evidenceOf(const Facts& subject, const Facts& listed, const Weights& weights);

} // namespace dttot::screening
