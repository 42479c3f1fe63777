#include "auth.h"

#include <kernel/auth/callers.h>

namespace tenon::auth {

Auth::Auth(Database& database, Audit& audit, const Settings& settings, const std::filesystem::path& keyFolder)
    : _keys(settings.keys, crypto::SecretFolder(keyFolder)), _passwords(settings.passwordCost, settings.passwordQueue),
      _accountStore(database), _roleStore(database, settings.adminIsSuperuser), _assignmentStore(database),
      _permissionStore(database), _permissionRegister(_permissionStore), _places(database), _groupStore(database),
      _sessionStore(database), _limits(settings), _addresses(database, _limits), _names(database, _limits),
      _standings(database, _accountStore, _roleStore, _assignmentStore, _sessionStore, settings),
      _tokens(_keys, settings), _tickets(database),
      _authenticator(_tokens, _keys, _standings, _tickets, settings.cachedTokens),
      _guard(database, _accountStore, _roleStore, _assignmentStore), _roles({
                                                                         .database = database,
                                                                         .audit = audit,
                                                                         .accounts = _accountStore,
                                                                         .guard = _guard,
                                                                         .roles = _roleStore,
                                                                         .assignments = _assignmentStore,
                                                                         .permissions = _permissionStore,
                                                                         .places = _places,
                                                                         .standings = _standings,
                                                                     }),
      _permissions({
          .database = database,
          .audit = audit,
          .guard = _guard,
          .permissions = _permissionStore,
          .roles = _roleStore,
          .standings = _standings,
      }),
      _groups({
          .database = database,
          .audit = audit,
          .guard = _guard,
          .groups = _groupStore,
          .permissions = _permissionStore,
          .standings = _standings,
      }),
      _accounts({
          .database = database,
          .audit = audit,
          .accounts = _accountStore,
          .guard = _guard,
          .roles = _roles,
          .sessions = _sessionStore,
          .standings = _standings,
          .passwords = _passwords,
      }),
      _directory({
          .database = database,
          .accounts = _accounts,
          .guard = _guard,
          .roles = _roles,
          .permissions = _permissions,
          .groups = _groups,
          .roleStore = _roleStore,
          .assignments = _assignmentStore,
      }),
      _sessions(database, audit, _accountStore, _sessionStore, _standings, _tokens, settings, _limits),
      _login(database, audit, _accountStore, _passwords, _sessions, _addresses, _names, _limits), _settings(settings) {}

std::unique_ptr<Caller> Auth::callerFor(std::int64_t account, std::string requestId) {
    if (account == 0) {
        return std::make_unique<SystemCaller>(std::move(requestId));
    }
    auto standing = _standings.of(account, Clock::now());
    if (!standing || !standing->account.isUsable()) {
        return nullptr;
    }
    auto principal = std::make_shared<const Principal>(std::move(standing), Claims{.user = account});
    return std::make_unique<PrincipalCaller>(std::move(principal), std::string(), std::move(requestId));
}

void Auth::removeExpired() {
    _sessions.removeExpired();
    _addresses.removeOld();
    _names.removeOld();
}

} // namespace tenon::auth
