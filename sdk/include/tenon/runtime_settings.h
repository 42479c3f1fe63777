#pragma once

#include <tenon/export.h>
#include <tenon/json.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace tenon {

/// The values of a section of run-time settings, as one version has them. Immutable.
struct SettingsSnapshot {
    /// Versions count the changes of all sections; this is the one that last changed this section. 0: the server is
    /// still starting and these are the initial values.
    std::int64_t version = 0;
    /// A member for each field, in the canonical form of a request's body (durations in milliseconds, sizes in bytes);
    /// null where nothing is set. Secrets in clear: never answer or log them.
    JsonObject values;
};

/// A section of what administrators change while the server runs, by `PUT /settings/` and `PUT /system/config/`. It
/// lies in the database and holds on every node; what `App::settings` reads is the deployer's and is read once.
///
/// A change is validated as a whole, becomes a version with an author and a reason, may take effect at a later instant,
/// and is never overwritten. Initial values hold until somebody changes them, also when a later release has others.
/// Safe to use from many threads; lives as long as the module. Since SDK 1.1.
class TENON_API RuntimeSettings {
public:
    /// Shared, because who works with the values goes on with the ones he began with.
    using Snapshot = std::shared_ptr<const SettingsSnapshot>;
    /// Throws Invalid with the names of fields when the values do not go together. Called with every field, inside a
    /// transaction: it computes and waits for nothing.
    using Check = std::function<void(const JsonObject& values)>;
    using Listener = std::function<void(const SettingsSnapshot& snapshot)>;

    virtual ~RuntimeSettings();

    /// Says what the section is about, for forms and the API document.
    virtual RuntimeSettings& help(std::string_view sentence) = 0;
    /// What fields alone cannot say. To be called while the module declares.
    virtual RuntimeSettings& check(Check check) = 0;
    /// Calls `listener` once before the modules are ready and after each change, also one of another node or one whose
    /// time has come; within a second or so, one call at a time, on a thread of the kernel. To be called while the
    /// module declares.
    virtual RuntimeSettings& onChange(Listener listener) = 0;

    /// The values in force: asks no database, cheap enough for every request. Changes made on this node are seen at
    /// once, those of other nodes within a second or so.
    [[nodiscard]] virtual Snapshot current() const = 0;

    /// The values that were (or will be) in force once `version` is, so that an old result can be explained. Reads the
    /// database. Throws NotFound when the section has no such version.
    [[nodiscard]] virtual Snapshot valuesAt(std::int64_t version) const = 0;
};

} // namespace tenon
