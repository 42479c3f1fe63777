#pragma once

#include <tenon/app.h>
#include <tenon/caller.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dttot::compliance {

/// Whom an officer may know of. Users: those whom his `dttot.review` reaches, and of them only those whom his
/// `users.view_user` reaches where he holds that as well. Parties: those that all companies share, and those that his
/// `dttot.review` reaches by their company or because he entered them. For one call, on its thread.
class Reach {
public:
    Reach(tenon::App& app, const tenon::Caller& caller);

    [[nodiscard]] bool isEverybody() const { return _restrictions.empty(); }

    /// Whether it has a subject, of which there are many more to be asked for.
    [[nodiscard]] bool hasAmongMany(std::string_view kind, std::int64_t record);

    /// The same for a single subject.
    [[nodiscard]] bool has(std::string_view kind, std::int64_t record) const;

    /// The id of the user named by id, UUID or name. Throws NotFound for one whom it does not have.
    [[nodiscard]] std::int64_t userNamed(std::string_view user) const;

private:
    [[nodiscard]] std::unordered_set<std::int64_t> users() const;
    [[nodiscard]] bool hasParty(std::int64_t id) const;

    tenon::App& _app;
    const tenon::Caller& _caller;
    std::vector<std::string_view> _restrictions; ///< permissions that do not reach everybody
    std::optional<std::unordered_set<std::int64_t>> _users;
};

} // namespace dttot::compliance
