#pragma once

#include "account_guard.h"
#include "account_search.h"
#include "account_store.h"
#include "role_service.h"
#include "standings.h"

#include <kernel/auth/passwords/passwords.h>
#include <kernel/auth/sessions/session_store.h>

#include <tenon/audit.h>
#include <tenon/caller.h>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// Administers accounts: the rules behind `tenon user` and behind the modules that show users. Every change is audited
/// and seen by the next request. Safe to call from many threads; functions that take a password not inside a
/// transaction.
class AccountService {
public:
    static constexpr std::string_view viewPermission = AccountGuard::viewPermission;
    static constexpr std::string_view addPermission = "users.add_user";
    static constexpr std::string_view changePermission = "users.change_user";
    static constexpr std::string_view deletePermission = "users.delete_user";

    /// Called with a new account inside its transaction.
    using Within = std::function<void(const Account&)>;

    struct Parts {
        Database& database;
        Audit& audit;
        AccountStore& accounts;
        AccountGuard& guard;
        RoleService& roles;
        SessionStore& sessions;
        Standings& standings;
        Passwords& passwords;
    };

    explicit AccountService(const Parts& parts) : _parts(parts) {}

    /// Publishes an event in the current transaction.
    using Publisher = std::function<void(std::string_view event, JsonObject data)>;

    /// Where `account.added`, `account.changed` and `account.removed` go, each with {"id", "by"}; before the first
    /// change.
    void publishTo(Publisher publisher) { _publisher = std::move(publisher); }

    /// Adds an account. Throws Invalid (name, e-mail address, password, role; also where the name or address is another
    /// account's), Forbidden without `users.add_user` or where the role is not the caller's to give.
    Account add(const Caller& caller, const NewAccount& account, const Within& within = {});

    /// Adds an account on behalf of anybody; its role is Standard.
    Account enrol(const Caller& caller, const NewAccount& account, const Within& within = {});

    /// Adds the first superuser on behalf of anybody. Throws Error 400 ADMIN_EXISTS when there is one; of several
    /// simultaneous calls one succeeds.
    Account addFirstAdmin(const Caller& caller, const NewAccount& account);

    [[nodiscard]] bool adminExists() { return _parts.accounts.superuserExists(); }

    /// The accounts that the caller may see and that match. `limit` at least 1.
    [[nodiscard]] FoundAccounts
    search(const Caller& caller, AccountFilter filter, std::int64_t limit, std::int64_t offset);

    /// The account with this id, UUID, user name or e-mail address; throws NotFound.
    [[nodiscard]] Account find(const Caller& caller, std::string_view key) { return _parts.guard.visible(caller, key); }

    /// Changes user name, e-mail address and name; one's own name without a permission.
    Account change(const Caller& caller, std::int64_t id, const AccountChanges& changes);

    /// Lets the account sign in or not. Throws Conflict LAST_SUPERUSER rather than leave no superuser, Forbidden for
    /// one's own account and for that of one who may do more; NotFound.
    void setActive(const Caller& caller, std::int64_t id, bool active);
    /// Closes the account for good; throws as above.
    void remove(const Caller& caller, std::int64_t id);
    /// Locks the account until it is unlocked; throws as above.
    void lock(const Caller& caller, std::int64_t id);
    /// Ends a lock of either kind: by an administrator or after wrong passwords.
    void unlock(const Caller& caller, std::int64_t id);

    /// Replaces the password and ends all sessions; its owner must change it at the next login. Throws Invalid,
    /// NotFound.
    void resetPassword(const Caller& caller, std::int64_t id, std::string_view password);
    /// Changes one's own password and ends all sessions. Throws Invalid on `old_password` when that is wrong.
    void changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword);

private:
    struct Ready {
        const NewAccount& account;
        std::string passwordHash;
        Role role;
        std::optional<GivenScope> scope; ///< With which the role is given; absent: its own
    };

    Account insert(const Caller& caller, const Ready& ready, const Within& within);
    void requireFree(std::string_view username, std::string_view email, std::int64_t except);
    void requireNew(
        const Account& account, std::string_view passwordHash, std::string_view password, std::string_view field
    );
    void replacePassword(const Caller& caller, const Account& account, std::string_view hash, bool mustChange);
    void
    noted(const Caller& caller, std::string_view action, std::int64_t id, Json before = nullptr, Json after = nullptr);
    void published(const Caller& caller, std::string_view event, std::int64_t id);

    const Parts _parts;
    Publisher _publisher;
};

} // namespace tenon::auth
