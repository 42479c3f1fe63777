#pragma once

#include "section.h"
#include "settings_store.h"

#include <kernel/jobs/ticker.h>

#include <tenon/audit.h>
#include <tenon/caller.h>
#include <tenon/database.h>
#include <tenon/request.h>
#include <tenon/secrets.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::settings {

class Change;

inline constexpr std::string_view viewPermission = "settings.view";
inline constexpr std::string_view changePermission = "settings.change";

/// What administrators change while the server runs: the sections that modules declare, their values, and how these
/// came about. Safe to use from many threads once the modules have declared.
class SettingsService {
public:
    struct Parts {
        Database& database;
        Audit& audit;
        Secrets& secrets;
        Log& log;
    };

    explicit SettingsService(Parts parts);

    /// Adds a section. Throws std::invalid_argument when there is one of this name, or when its fields make no sense.
    Section& declare(std::string module, std::string name, const Fields& fields);

    /// The sections of `module` do not exist any more; what it holds of them stays valid.
    void withdraw(std::string_view module);

    /// The section of this name, or null.
    [[nodiscard]] Section* find(std::string_view name);

    /// Stores initial values that are new, puts the values of the database in force, tells the modules and looks for
    /// changes of other nodes from now on.
    void start();
    void stop() noexcept;

    /// All sections as {section: {member: value}}, secrets masked, and the version they have.
    struct Shown {
        JsonObject sections;
        std::int64_t version = 0;
    };

    /// The settings in force at `at`, or now. Throws Forbidden without `settings.view`, as all that reads.
    [[nodiscard]] Shown read(const Caller& caller, std::optional<Timestamp> at);

    struct Terms {
        std::optional<Timestamp> effectiveFrom; ///< Now, unless it is said
        std::string reason;
        std::optional<std::string_view> seen; ///< If-Match: entity tags of versions, one of which must be the newest
    };

    /// Changes the members that are there and answers all settings as they are from then on. What changes nothing makes
    /// no version. Throws Invalid with all faults at once, and Error 412 VERSION_CONFLICT when the newest version is
    /// not the one that was seen; nothing is written then. Needs `settings.change`.
    Shown change(const Caller& caller, const JsonObject& changes, const Terms& terms);

    /// {version, effective_from, changed_at, changed_by, changed_by_name, reason, changes}, newest first.
    [[nodiscard]] Page versions(const Caller& caller, const Paging& paging);

    /// The same with `settings`: all sections as they are once the version is in force. Throws NotFound.
    [[nodiscard]] JsonObject version(const Caller& caller, std::int64_t number);

    /// All sections as members of an answer, for the API document.
    [[nodiscard]] Fields fields() const;

    /// {name, module, help, schema} of each section.
    [[nodiscard]] JsonArray sections(const Caller& caller);

private:
    [[nodiscard]] Timestamp now();
    [[nodiscard]] JsonObject shown(const std::vector<Assignment>& assignments, Timestamp at) const;
    [[nodiscard]] JsonObject described(const Version& version, const std::vector<Assignment>& assignments);
    [[nodiscard]] Shown changed(const Caller& caller, const JsonObject& changes, const Terms& terms);
    void audit(const Caller& caller, const Version& version, const Change& change);
    void recordInitialValues();
    void reload();
    void publish(std::int64_t version, const std::vector<Assignment>& assignments, Timestamp now);
    jobs::Ticker::Pause look();

    Parts _parts;
    SettingsStore _store;
    std::vector<std::unique_ptr<Section>> _sections;  ///< In the order of their names; written while modules start
    std::vector<std::unique_ptr<Section>> _withdrawn; ///< Their modules may still hold them
    std::mutex _publishing;
    std::int64_t _known = 0; ///< The version that the sections show; guarded by _publishing
    jobs::Ticker _ticker;
};

} // namespace tenon::settings
