#pragma once

#include "line.h"
#include "listener.h"

#include <kernel/auth/accounts/standings.h>
#include <kernel/data/settings.h>

#include <tenon/database.h>
#include <tenon/log.h>

#include <memory>
#include <string>

namespace tenon::nodes {

/// The line that suits a deployment: its Redis, else its PostgreSQL; null for SQLite, which serves one node.
[[nodiscard]] std::unique_ptr<Line>
lineOf(Database& database, const data::DatabaseSettings& settings, const std::string& redis, Log& log);

/// Makes every node forget what it knows of an account that one of them changes: a token that was revoked here is
/// refused there as soon as the text arrives, some milliseconds after the commit. While the line is down, it takes
/// `auth.account_refresh`.
class AccountNews {
public:
    /// Tells from now on; hears from `start` on. All parameters outlive this.
    AccountNews(Line& line, auth::Standings& standings, Log& log);

    void start() { _listener.start(); }

    void stop() noexcept { _listener.stop(); }

    /// Empty when all is well.
    [[nodiscard]] std::string fault() const;

private:
    Listener _listener;
};

} // namespace tenon::nodes
