#pragma once

#include "compliance/list_index.h"

#include <tenon/app.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

namespace dttot::compliance {

/// The index of the lists in force, kept up to date by a thread of its own: built off to the side and swapped. Every
/// node has its own, and sees by the lists' versions that another node has changed them. Safe to use from many threads.
class ListsInForce {
public:
    /// Shared, because searches may outlive the swap.
    using Current = std::shared_ptr<const ListIndex>;

    /// How long a search waits for the index of a list that has just changed.
    static constexpr std::chrono::seconds longestWait{30};

    ListsInForce(tenon::App& app, const ScreeningSettings& settings) : _app(app), _settings(settings) {}

    ~ListsInForce() { stop(); }

    ListsInForce(const ListsInForce&) = delete;
    ListsInForce& operator=(const ListsInForce&) = delete;

    void start();
    void stop() noexcept;

    /// Has the thread look for changes at once.
    void wake() noexcept;

    /// An index of everything that was in force when it was asked for, or later: it never leaves out a row of a change
    /// that is committed. Waits until it is built, at most `longestWait`, then throws Unavailable SCREENING_NOT_READY.
    /// Not inside a transaction.
    [[nodiscard]] Current current();

private:
    [[nodiscard]] bool isFresh(std::int64_t generation, const ScreeningSettings::InForce& settings) const;
    void run() noexcept;
    void look();

    tenon::App& _app;
    const ScreeningSettings& _settings;
    std::atomic<Current> _current;
    std::mutex _mutex;
    std::condition_variable _changed; ///< a new index, or something to do
    bool _isAsked = false;            ///< guarded by _mutex
    std::atomic<bool> _isStopping{false};
    std::thread _thread;
};

} // namespace dttot::compliance
