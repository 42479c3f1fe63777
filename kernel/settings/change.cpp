#include "change.h"

#include <kernel/schema/members.h>

#include <tenon/error.h>

#include <algorithm>

namespace tenon::settings {

namespace {

/// Runs every step and then throws what all of them found.
class AllFaults {
public:
    template <typename Step>
    void gather(const Step& step) {
        try {
            step();
        } catch (const Invalid& fault) {
            const auto& fields = fault.fields();
            _found.insert(_found.end(), fields.begin(), fields.end());
        }
    }

    void raise() {
        if (!_found.empty()) {
            throw Invalid(std::move(_found));
        }
    }

private:
    std::vector<FieldError> _found;
};

struct Sent {
    const Section* section;
    JsonObject accepted;
};

Sent sectionSent(std::string_view name, const Json& value, const Change::Find& find) {
    const Section* section = find(name);
    if (section == nullptr) {
        throw Invalid(std::string(name.substr(0, 64)), schema::unknownField);
    }
    if (!value.is_object()) {
        throw Invalid(std::string(name), "Must be an object.");
    }
    return {section, section->accepted(value.get_object())};
}

} // namespace

Change::Change(
    const JsonObject& sent, const Version& version, const std::vector<Assignment>& assignments, const Find& find
)
    : _all(assignments) {
    AllFaults faults;
    std::vector<Sent> sections;
    for (const auto& [name, value] : sent) {
        faults.gather([&, &name = name, &value = value] { sections.push_back(sectionSent(name, value, find)); });
    }
    faults.raise();
    for (const Sent& section : sections) {
        compare(*section.section, section.accepted, version);
    }
    const auto comesBefore = [](const Assignment& a, const Assignment& b) {
        return a.from < b.from || (a.from == b.from && a.version < b.version);
    };
    _all.insert(_all.end(), _added.begin(), _added.end());
    std::ranges::stable_sort(_all, comesBefore);
    for (const Sent& section : sections) {
        faults.gather([&] { check(*section.section, version.effectiveFrom); });
    }
    faults.raise();
}

void Change::compare(const Section& section, const JsonObject& accepted, const Version& version) {
    const JsonObject values = section.steps(_all, version.effectiveFrom).front().snapshot->values;
    JsonObject before;
    JsonObject after;
    for (const auto& [name, value] : accepted) {
        if (values.at(name) == value) {
            continue;
        }
        before.emplace(name, values.at(name));
        after.emplace(name, value);
        _added.push_back(
            {.version = version.number,
             .from = version.effectiveFrom,
             .section = section.name(),
             .name = name,
             .value = value,
             .isSecret = section.isSecret(name)}
        );
    }
    if (!after.empty()) {
        _before.emplace(section.name(), section.masked(std::move(before)));
        _after.emplace(section.name(), section.masked(std::move(after)));
    }
}

/// As the section will be at once, and after each change that comes later.
void Change::check(const Section& section, Timestamp from) const {
    AllFaults faults;
    for (const Section::Step& step : section.steps(_all, from)) {
        faults.gather([&] { section.requireConsistent(step.snapshot->values); });
    }
    faults.raise();
}

} // namespace tenon::settings
