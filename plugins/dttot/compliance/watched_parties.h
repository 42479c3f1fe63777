#pragma once

#include "compliance/watch.h"

#include <tenon/app.h>

namespace dttot::compliance {

/// Has the parties watched, where the module `parties` is there. Safe to use from many threads, outside of
/// transactions.
class WatchedParties {
public:
    WatchedParties(tenon::App& app, Watch& watch) : _app(app), _watch(watch) {}

    /// Subscribes to what happens to parties. To be called while the module declares.
    void follow();

    /// All parties, for those that were there before this module.
    void takeAll(tenon::JobRun& job);

    /// The party as it is now; `enteredBy` made it so, 0 when nobody knows.
    void take(std::int64_t id, std::int64_t enteredBy);

private:
    void take(const tenon::JsonObject& party, std::int64_t enteredBy);

    tenon::App& _app;
    Watch& _watch;
};

} // namespace dttot::compliance
