#pragma once

#include "section.h"

#include <tenon/caller.h>

#include <functional>
#include <string_view>
#include <vector>

namespace tenon::settings {

/// What a change would make of the settings: checked, but not yet stored.
class Change {
public:
    using Find = std::function<Section*(std::string_view name)>;

    /// Compares what was sent with what `assignments` (in force or coming) say about the instant
    /// `version.effectiveFrom`. Throws Invalid with the faults of all sections.
    Change(
        const JsonObject& sent, const Version& version, const std::vector<Assignment>& assignments, const Find& find
    );

    [[nodiscard]] bool isEmpty() const { return _added.empty(); }

    [[nodiscard]] const std::vector<Assignment>& added() const { return _added; }

    /// The old assignments and the new ones, in their order.
    [[nodiscard]] const std::vector<Assignment>& all() const { return _all; }

    /// {section: {member: value}} of what changes, as it was and as it will be; secrets masked.
    [[nodiscard]] const JsonObject& before() const { return _before; }

    [[nodiscard]] const JsonObject& after() const { return _after; }

private:
    void compare(const Section& section, const JsonObject& accepted, const Version& version);
    void check(const Section& section, Timestamp from) const;

    std::vector<Assignment> _all;
    std::vector<Assignment> _added;
    JsonObject _before;
    JsonObject _after;
};

} // namespace tenon::settings
