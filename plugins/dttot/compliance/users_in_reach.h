#pragma once

#include <tenon/accounts.h>
#include <tenon/caller.h>

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dttot::compliance {

/// The users whom an officer may know of: those whom his `dttot.review` reaches, and of them only those whom his
/// `users.view_user` reaches where he holds that as well.
class UsersInReach {
public:
    /// For one call on behalf of `caller`, whom it must not outlive.
    UsersInReach(tenon::Accounts& accounts, const tenon::Caller& caller);

    [[nodiscard]] bool areAll() const { return _restrictions.empty(); }

    /// Their ids; nothing useful when they are all.
    [[nodiscard]] std::unordered_set<std::int64_t> ids() const;

    /// The id of the user named by id, UUID or name. Throws NotFound for one who is not among them.
    [[nodiscard]] std::int64_t idOf(std::string_view user) const;

private:
    tenon::Accounts& _accounts;
    const tenon::Caller& _caller;
    std::vector<std::string_view> _restrictions; ///< permissions that do not reach everybody
};

} // namespace dttot::compliance
