#pragma once

#include "place.h"

#include <tenon/error.h>

#include <cstddef>
#include <vector>

namespace tenon::schema {

/// The faults found in one input so far. One thread.
class Faults {
public:
    /// More faults than this help nobody, and a hostile input could have a million.
    static constexpr std::size_t limit = 100;

    void add(const Place& place, Message message);

    /// Adds a fault that was found elsewhere, unless one is known of the same field.
    void addUnlessKnown(FieldError fault);

    [[nodiscard]] bool areFull() const { return _found.size() >= limit; }

    [[nodiscard]] const std::vector<FieldError>& all() const { return _found; }

    /// Throws Invalid with everything found; does nothing when all is well.
    void raise();

private:
    std::vector<FieldError> _found;
};

} // namespace tenon::schema
