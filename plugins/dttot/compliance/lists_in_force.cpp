#include "compliance/lists_in_force.h"

#include <tenon/blocking.h>
#include <tenon/error.h>

namespace dttot::compliance {

namespace {

/// How often the thread looks for what other nodes changed, so that the next search need not wait for it.
constexpr std::chrono::seconds pause{2};

struct Stopped {};

} // namespace

void ListsInForce::start() {
    _thread = std::thread([this] { run(); });
}

void ListsInForce::stop() noexcept {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
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
    const std::int64_t generation = generationOf(_app.database());
    const ScreeningSettings::InForce settings = _settings.current();
    if (isFresh(generation, settings)) {
        return _current.load();
    }
    const tenon::BlockingRegion waiting;
    std::unique_lock lock(_mutex);
    _isAsked = true;
    _changed.notify_all();
    const bool isReady =
        _changed.wait_for(lock, longestWait, [&] { return _isStopping || isFresh(generation, settings); });
    if (!isReady || _isStopping) {
        throw tenon::Unavailable("The lists are being read; try again in a moment.", "SCREENING_NOT_READY");
    }
    return _current.load();
}

bool ListsInForce::isFresh(std::int64_t generation, const ScreeningSettings::InForce& settings) const {
    const Current current = _current.load();
    return current && current->generation() >= generation && current->settings().version >= settings.version;
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
    const ScreeningSettings::InForce settings = _settings.current();
    if (isFresh(generationOf(_app.database()), settings)) {
        return;
    }
    const auto begin = std::chrono::steady_clock::now();
    auto built = std::make_shared<const ListIndex>(_app.database(), settings, [this] {
        if (_isStopping) {
            throw Stopped();
        }
    });
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    _app.log().info(
        "dttot.screening.index_built",
        {{"entries", built->entries()}, {"generation", built->generation()}, {"ms", took.count()}}
    );
    {
        const std::lock_guard lock(_mutex);
        _current.store(std::move(built));
    }
    _changed.notify_all();
}

} // namespace dttot::compliance
