#pragma once

#include "assignment.h"
#include "settings_store.h"

#include <kernel/modules/visit.h>
#include <kernel/schema/schema.h>

#include <tenon/field.h>
#include <tenon/log.h>
#include <tenon/runtime_settings.h>

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::settings {

/// A declared section: its fields, what its module wants to be asked and told, and the values in force. Declared by one
/// thread; safe to use from many afterwards.
class Section : public RuntimeSettings {
public:
    /// Throws std::invalid_argument, naming the field, when a declaration makes no sense.
    Section(std::string module, std::string name, const Fields& fields, SettingsStore& store);

    RuntimeSettings& help(std::string_view sentence) override;
    RuntimeSettings& check(Check check) override;
    RuntimeSettings& onChange(Listener listener) override;
    [[nodiscard]] Snapshot current() const override;
    [[nodiscard]] Snapshot valuesAt(std::int64_t version) const override;

    [[nodiscard]] const std::string& module() const { return _place.module; }

    [[nodiscard]] const std::string& name() const { return _place.name; }

    [[nodiscard]] bool isSecret(std::string_view member) const { return _secrets.contains(member); }

    /// The initial values that `stored` does not have yet, or has others of that nobody chose.
    [[nodiscard]] std::vector<Assignment> newInitialValues(const std::vector<Assignment>& stored) const;

    /// The section as a member of all settings, for the API document.
    [[nodiscard]] Field field() const;

    /// {name, module, help, schema}
    [[nodiscard]] JsonObject description() const;

    /// What was sent, in canonical form; a secret that is the mask is left out, for who sends it back has changed
    /// nothing. Throws Invalid, each field named with its section.
    [[nodiscard]] JsonObject accepted(const JsonObject& sent) const;

    /// Throws Invalid, each field named with its section, when the values do not go together.
    void requireConsistent(const JsonObject& values) const;

    /// The values after `assignments` to this section, which come in their order; initial where none says otherwise or
    /// where what is stored is not valid any more.
    [[nodiscard]] SettingsSnapshot after(const std::vector<Assignment>& assignments) const;

    /// `values` with a mask in place of each secret.
    [[nodiscard]] JsonObject masked(JsonObject values) const;

    /// A snapshot and the instant from which on it is in force.
    struct Step {
        Timestamp from;
        Snapshot snapshot;
    };

    /// The snapshots from `assignments`, of whatever sections: the first is in force at `now`.
    [[nodiscard]] std::vector<Step> steps(const std::vector<Assignment>& assignments, Timestamp now) const;

    /// Puts the first of `steps` in force, and the others when their time comes. Never blocks for long.
    void take(std::vector<Step> steps);

    /// Tells the listeners when other values are in force than they know of. For one thread at a time.
    void tell(Log& log);

    /// When the next snapshot comes into force, if there is one.
    [[nodiscard]] std::optional<Timestamp> nextStep() const;

private:
    [[nodiscard]] JsonObject settled(const JsonObject& values) const;

    modules::Place _place;
    SettingsStore& _store;
    const Fields _fields;
    std::string _sentence;
    std::set<std::string, std::less<>> _secrets;
    schema::Schema _schema;
    JsonObject _initial;
    std::vector<Check> _checks;
    std::vector<Listener> _listeners;
    Snapshot _told; ///< Of the thread that tells

    mutable std::mutex _mutex;        ///< Guards what follows.
    mutable std::vector<Step> _steps; ///< Never empty; those before the one in force are dropped when it is asked for
};

} // namespace tenon::settings
