#pragma once

#include "assignment.h"

#include <tenon/database.h>
#include <tenon/log.h>
#include <tenon/request.h>
#include <tenon/secrets.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tenon::settings {

/// The versions in the database, their secrets sealed. Assignments come in the order in which they take effect: by
/// instant, then by version. Safe to use from many threads.
class SettingsStore {
public:
    SettingsStore(Database& database, Secrets& secrets, Log& log) : _database(database), _secrets(secrets), _log(log) {}

    /// Tells the kernel where secrets lie, so that rotating the key finds them.
    void declareSecrets();

    [[nodiscard]] std::int64_t newest();

    /// The newest version, which stays the newest until the surrounding transaction ends.
    [[nodiscard]] std::int64_t lock();

    /// When the settings were changed last; the first instant of time when never.
    [[nodiscard]] Timestamp lastChange();

    /// For each member the assignment that is in force at `now`, and those that come later; as of version `newest`.
    [[nodiscard]] std::vector<Assignment> from(Timestamp now, std::int64_t newest);

    /// Every assignment to `section` (empty: to all) that had taken effect when `version` did.
    [[nodiscard]] std::vector<Assignment> until(const Version& version, std::string_view section);

    /// Makes `version` the newest. To be called after `lock`, in its transaction.
    void add(const Version& version, const std::vector<Assignment>& assignments);

    [[nodiscard]] std::optional<Version> version(std::int64_t number);

    /// The versions of a page, newest first.
    [[nodiscard]] std::vector<Version> versions(const Paging& paging);

    /// What the versions from `first` to `last` assign.
    [[nodiscard]] std::vector<Assignment> assignedBy(std::int64_t first, std::int64_t last);

private:
    [[nodiscard]] std::vector<Assignment> assignments(std::string_view sql, std::initializer_list<Param> params);
    [[nodiscard]] Assignment read(const Row& row);
    [[nodiscard]] Json opened(const std::string& id, const std::string& sealed);

    Database& _database;
    Secrets& _secrets;
    Log& _log;
};

} // namespace tenon::settings
