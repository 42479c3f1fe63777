#pragma once

#include "compliance/watch.h"

#include <tenon/app.h>

namespace dttot::compliance {

/// Has the accounts of the server watched. Safe to use from many threads, outside of transactions.
class WatchedUsers {
public:
    WatchedUsers(tenon::App& app, Watch& watch) : _app(app), _watch(watch) {}

    /// Subscribes to what happens to accounts. To be called while the module declares.
    void follow();

    /// All accounts, for those that were there before this module.
    void takeAll(tenon::JobRun& job);

    /// The account with this key as it is now. Throws NotFound.
    void take(std::string_view key, std::int64_t enteredBy = 0);

private:
    void take(const tenon::JsonObject& account, std::int64_t enteredBy);

    tenon::App& _app;
    Watch& _watch;
};

} // namespace dttot::compliance
