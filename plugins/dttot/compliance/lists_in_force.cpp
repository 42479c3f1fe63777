#include "compliance/lists_in_force.h"

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace dttot::compliance {

namespace {

/// How often the thread looks for what other nodes changed, so that the next search need not take it in.
constexpr std::chrono::seconds pause{2};

/// How often who waits for long is asked whether it shall go on.
constexpr std::chrono::milliseconds betweenCheckpoints{200};

constexpr std::string_view settledVersions =
    "SELECT id, settled_version FROM dttot_watch_list WHERE settled_version > 0";
constexpr std::string_view noteSettled =
    "UPDATE dttot_watch_list SET settled_version = :version WHERE id = :list AND settled_version < :version";

struct Stopped {};

[[noreturn]] void refuse() {
    throw tenon::Unavailable("The lists are being read; try again in a moment.", "SCREENING_NOT_READY");
}

} // namespace

void ListsInForce::start() {
    _isRunning = true;
    _thread = std::thread([this] { run(); });
}

void ListsInForce::stop() noexcept {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
        _isRunning = false;
    }
    _changed.notify_all();
    if (_thread.joinable()) {
        _thread.join();
    }
}

void ListsInForce::wake() noexcept {
    {
        const std::lock_guard lock(_mutex);
        _isAsked = true;
    }
    _changed.notify_all();
}

ListsInForce::Current ListsInForce::current() {
    const Current index = known();
    return counts(index) ? index : waitForOne();
}

ListsInForce::Current ListsInForce::latest(const ListIndex::Checkpoint& checkpoint) {
    const std::int64_t generation = generationOf(_app.database());
    for (;;) {
        checkpoint();
        const Current index = known();
        if (isLatest(index, generation)) {
            return index;
        }
        if (!_isRunning) {
            refuse();
        }
        const tenon::BlockingRegion waiting;
        std::unique_lock lock(_mutex);
        _isAsked = true;
        _changed.notify_all();
        _changed.wait_for(lock, betweenCheckpoints, [&] { return _isStopping || _current.load() != index; });
    }
}

void ListsInForce::settle(const ListIndex::Checkpoint& checkpoint) {
    if (!_isRunning) {
        return; // nothing is searched here
    }
    const Current index = latest(checkpoint);
    for (const ListIndex::List& list : index->lists()) {
        _app.database().execute(noteSettled, {{"version", list.version}, {"list", list.id}});
    }
}

/// Whether it has, or knows to be pending, all that has changed.
bool ListsInForce::isUpToDate(const ListIndex& index) const {
    const ScreeningSettings::InForce settings = _settings();
    return generationOf(_app.database()) <= index.latestGeneration()
           && (settings == index.settings() || !index.servesFor(settings));
}

bool ListsInForce::isLatest(const Current& index, std::int64_t generation) const {
    return index && !index->hasPending() && index->generation() >= generation && index->servesFor(_settings());
}

/// Whether it may be searched: it is there and lacks nothing that was settled.
bool ListsInForce::counts(const Current& index) const {
    if (!index || !index->hasPending()) {
        return index != nullptr;
    }
    bool lacks = false;
    _app.database().each(settledVersions, {}, [&](const tenon::Row& row) {
        const auto list = std::ranges::find(index->lists(), row.integer(0), &ListIndex::List::id);
        lacks = lacks || (list != index->lists().end() && list->version < row.integer(1));
    });
    return !lacks;
}

ListsInForce::Current ListsInForce::waitForOne() {
    const tenon::BlockingRegion waiting;
    const auto end = std::chrono::steady_clock::now() + _limits.longestWait;
    for (;;) {
        const Current before = _current.load();
        if (counts(before)) {
            return before;
        }
        std::unique_lock lock(_mutex);
        _isAsked = true;
        _changed.notify_all();
        const bool isOther = _changed.wait_until(lock, end, [&] { return _isStopping || _current.load() != before; });
        if (!isOther || _isStopping) {
            refuse();
        }
    }
}

/// What is there, with what has changed.
ListsInForce::Current ListsInForce::known() {
    Current index = _current.load();
    return index && !isUpToDate(*index) ? takeIn() : index;
}

/// What has changed since the floor, and that to the next floor once it is enough for a layer.
ListsInForce::Current ListsInForce::takeIn() {
    const std::lock_guard lock(_taking);
    const Current known = _current.load();
    if (isUpToDate(*known)) {
        return known; // somebody else has
    }
    Current next = _floor->extended(_app.database(), _settings(), _limits.costAtOnce);
    if (!next->hasPending() && next->changedRows() - _floor->changedRows() >= _limits.rowsOfLayer) {
        _floor = next;
    }
    publish(next);
    return next;
}

void ListsInForce::publish(Current index) {
    {
        const std::lock_guard lock(_mutex);
        _isAsked = _isAsked || index->hasPending();
        _current.store(std::move(index));
    }
    _changed.notify_all();
}

void ListsInForce::run() noexcept {
    while (!_isStopping) {
        try {
            look();
        } catch (const Stopped&) {
            return;
        } catch (const std::exception& error) {
            _app.log().error("dttot.screening.index_failed", {{"error", error.what()}});
        }
        std::unique_lock lock(_mutex);
        _changed.wait_for(lock, pause, [this] { return _isStopping || _isAsked; });
        _isAsked = false;
    }
}

void ListsInForce::look() {
    Current index = _current.load();
    const ScreeningSettings::InForce settings = _settings();
    const ListIndex::Checkpoint goOn = [this] { checkpoint(); };
    if (!index || !index->servesFor(settings) || index->isWorn(_limits.layers)) {
        advance([&] { return ListIndex::read(_app.database(), settings, goOn); });
        return;
    }
    index = known();
    if (index->hasPending()) {
        const Current floor = [this] {
            const std::lock_guard lock(_taking);
            return _floor;
        }();
        advance([&] { return floor->extended(_app.database(), settings, ListIndex::anyCost, goOn); });
    }
}

/// Makes an index off to the side, puts over it what has changed meanwhile and swaps.
void ListsInForce::advance(const std::function<Current()>& make) {
    const auto begin = std::chrono::steady_clock::now();
    const Current made = make();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    _app.log().info(
        "dttot.screening.index_built",
        {{"entries", made->entries()},
         {"layers", made->layers()},
         {"generation", made->generation()},
         {"ms", took.count()}}
    );
    const std::lock_guard lock(_taking);
    _floor = made;
    publish(made->extended(_app.database(), _settings(), _limits.costAtOnce));
}

void ListsInForce::checkpoint() const {
    if (_isStopping) {
        throw Stopped();
    }
}

} // namespace dttot::compliance
