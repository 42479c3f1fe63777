#include "section.h"

#include <kernel/telemetry/exception_text.h>

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tenon::settings {

namespace {

using schema::Presence;
using schema::Unknown;

/// Members of a change that are no sections.
constexpr std::array reserved{"effective_from", "reason"};

void requireName(std::string_view name) {
    const bool isName = !name.empty() && name.size() <= 40
                        && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!isName || std::ranges::find(reserved, name) != reserved.end()) {
        throw std::invalid_argument("'" + std::string(name) + "' cannot name a section of settings");
    }
}

/// Whether a secret stands in a list or object of the field, where it could not be sealed.
bool hidesSecret(const JsonObject& description) {
    const auto isSecret = [](const Json& inner) {
        return textAt(inner.as_object(), "type") == "secret" || hidesSecret(inner.as_object());
    };
    const Json* item = description.if_contains("of");
    const Json* members = description.if_contains("fields");
    return (item != nullptr && isSecret(*item))
           || (members != nullptr && std::ranges::any_of(members->as_array(), isSecret));
}

/// The fields as they are stored: what has no initial value may be null, and is until somebody sets it.
Fields completed(const Fields& fields) {
    Fields all;
    for (const Field& field : fields) {
        JsonObject description = field.description();
        if (hidesSecret(description)) {
            throw std::invalid_argument(
                "field '" + std::string(field.name()) + "': secrets of settings stand directly in their section"
            );
        }
        if (!description.contains("initial") && !flagAt(description, "required")) {
            description["nullable"] = true;
            description["initial"] = nullptr;
        }
        all.emplace_back(std::move(description));
    }
    return all;
}

JsonObject initialValues(const schema::Schema& schema) {
    try {
        return schema.accept({}, Presence::Whole, Unknown::Refuse);
    } catch (const Invalid& fault) {
        throw std::invalid_argument("field '" + fault.fields().front().field + "' needs an initial value");
    }
}

[[noreturn]] void raiseIn(const std::string& section, const Invalid& fault) {
    std::vector<FieldError> named;
    for (const FieldError& field : fault.fields()) {
        named.push_back({section + "." + field.field, field.message});
    }
    if (named.empty()) { // It speaks about the section as a whole.
        named.push_back({section, fault.message()});
    }
    throw Invalid(std::move(named));
}

} // namespace

Section::Section(std::string module, std::string name, const Fields& fields, SettingsStore& store)
    : _place{std::move(module), "settings", std::move(name)}, _store(store), _fields(completed(fields)),
      _schema(descriptionOf(_fields)), _initial(initialValues(_schema)) {
    requireName(_place.name);
    for (const Field& field : fields) {
        if (field.type() == "secret") {
            _secrets.emplace(field.name());
        }
    }
    _steps.push_back({{}, std::make_shared<const SettingsSnapshot>(SettingsSnapshot{0, _initial})});
}

RuntimeSettings& Section::help(std::string_view sentence) {
    _sentence = sentence;
    return *this;
}

RuntimeSettings& Section::check(Check check) {
    _checks.push_back(std::move(check));
    return *this;
}

RuntimeSettings& Section::onChange(Listener listener) {
    _listeners.push_back(std::move(listener));
    return *this;
}

RuntimeSettings::Snapshot Section::current() const {
    const std::lock_guard lock(_mutex);
    while (_steps.size() > 1 && _steps[1].from <= Clock::now()) {
        _steps.erase(_steps.begin());
    }
    return _steps.front().snapshot;
}

RuntimeSettings::Snapshot Section::valuesAt(std::int64_t version) const {
    const auto known = _store.version(version);
    const auto assignments = known ? _store.until(*known, name()) : std::vector<Assignment>();
    if (assignments.empty()) {
        throw NotFound("There is no such version of the settings.");
    }
    return std::make_shared<const SettingsSnapshot>(after(assignments));
}

std::vector<Assignment> Section::newInitialValues(const std::vector<Assignment>& stored) const {
    std::vector<Assignment> found;
    for (const auto& [name, value] : _initial) {
        const std::string_view member = name;
        const auto known = std::ranges::find_if(stored, [&](const Assignment& assignment) {
            return assignment.section == this->name() && assignment.name == member;
        });
        if (known == stored.end() || (known->isInitial && known->value != value)) {
            found.push_back({.section = this->name(), .name = name, .value = value, .isInitial = true});
        }
    }
    return found;
}

Field Section::field() const { return fields::object(name(), _fields).help(_sentence); }

JsonObject Section::description() const {
    return {
        {"name", name()},
        {"module", module()},
        {"help", _sentence},
        {"schema", _schema.jsonSchema(schema::Direction::In)},
    };
}

JsonObject Section::accepted(const JsonObject& sent) const {
    try {
        JsonObject changes = _schema.accept(sent, Presence::Partial, Unknown::Refuse);
        for (const std::string& secret : _secrets) {
            if (textAt(changes, secret) == secretMask) {
                changes.erase(secret);
            }
        }
        return changes;
    } catch (const Invalid& fault) {
        raiseIn(name(), fault);
    }
}

void Section::requireConsistent(const JsonObject& values) const {
    const modules::Visit visit(_place, {});
    try {
        for (const Check& check : _checks) {
            check(values);
        }
    } catch (const Invalid& fault) {
        raiseIn(name(), fault);
    }
}

/// A release may have narrowed a field since the value was stored.
JsonObject Section::settled(const JsonObject& values) const {
    try {
        return _schema.accept(values, Presence::Whole, Unknown::Ignore);
    } catch (const Invalid& fault) {
        JsonObject sound = values;
        for (const FieldError& field : fault.fields()) {
            sound.erase(std::string_view(field.field).substr(0, field.field.find('.')));
        }
        return _schema.accept(sound, Presence::Whole, Unknown::Ignore);
    }
}

SettingsSnapshot Section::after(const std::vector<Assignment>& assignments) const {
    SettingsSnapshot snapshot{0, _initial};
    for (const Assignment& assignment : assignments) {
        if (assignment.section == name()) {
            snapshot.version = assignment.version;
            snapshot.values[assignment.name] = assignment.value;
        }
    }
    snapshot.values = settled(snapshot.values);
    return snapshot;
}

JsonObject Section::masked(JsonObject values) const {
    for (const std::string& secret : _secrets) {
        if (Json* value = values.if_contains(secret); value != nullptr && !value->is_null()) {
            *value = secretMask;
        }
    }
    return values;
}

std::vector<Section::Step> Section::steps(const std::vector<Assignment>& assignments, Timestamp now) const {
    std::vector<Step> steps;
    std::vector<Assignment> applied;
    const auto add = [&](Timestamp from) {
        steps.push_back({from, std::make_shared<const SettingsSnapshot>(after(applied))});
    };
    auto next = assignments.begin();
    for (; next != assignments.end() && next->from <= now; ++next) {
        applied.push_back(*next);
    }
    add(now);
    while (next != assignments.end()) {
        const Timestamp from = next->from;
        const auto before = applied.size();
        for (; next != assignments.end() && next->from == from; ++next) {
            if (next->section == name()) {
                applied.push_back(*next);
            }
        }
        if (applied.size() > before) {
            add(from);
        }
    }
    return steps;
}

void Section::take(std::vector<Step> steps) {
    const std::lock_guard lock(_mutex);
    _steps = std::move(steps);
}

std::optional<Timestamp> Section::nextStep() const {
    const std::lock_guard lock(_mutex);
    return _steps.size() > 1 ? std::optional(_steps[1].from) : std::nullopt;
}

void Section::tell(Log& log) {
    const Snapshot snapshot = current();
    if (_told != nullptr && _told->version == snapshot->version) {
        return;
    }
    _told = snapshot;
    const modules::Visit visit(_place, {});
    for (const Listener& listener : _listeners) {
        // A module may throw anything, and the others are to be told as well.
        try {
            listener(*snapshot);
        } catch (...) {
            log.error(
                "settings.listener.failed",
                {{"module", module()}, {"section", name()}, {"what", telemetry::currentExceptionText()}}
            );
        }
    }
}

} // namespace tenon::settings
