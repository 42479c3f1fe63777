#pragma once

#include "compliance/watch.h"

#include <tenon/app.h>

#include <cstdint>
#include <functional>

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

    /// The party as it is now; `enteredBy` is answerable for it.
    void take(std::int64_t id, std::int64_t enteredBy);

private:
    /// The party as it is now; who made it so is told by the trail of changes, else it is `otherwise`.
    void takeWithAuthor(std::int64_t id, std::int64_t otherwise);
    void take(std::int64_t id, const std::function<std::int64_t(const tenon::JsonObject& party)>& enteredBy);
    [[nodiscard]] std::int64_t authorOf(const tenon::JsonObject& party, std::int64_t otherwise);

    tenon::App& _app;
    Watch& _watch;
};

} // namespace dttot::compliance
