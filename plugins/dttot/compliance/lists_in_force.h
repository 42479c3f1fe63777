#pragma once

#include "compliance/list_index.h"

#include <tenon/app.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace dttot::compliance {

/// The index of the lists in force. Searches never wait for it to be made: a large index is made off to the side by a
/// thread of its own and swapped; what has changed since lies over it in small ones, which the first search after a
/// change makes in milliseconds. Every node has its own, and sees by the lists' versions that another node has changed
/// them. Safe to use from many threads.
///
/// What can be trusted:
///
/// - A change of some hundred rows counts for every search that begins after it was committed, on every node.
/// - So does the deletion of a document, however large it is.
/// - A larger change counts when the index of its rows is ready, all at once; until then searches answer as before it. Who
///   made it calls `settle` and does not say that it is done before: from then on it counts on every node.
/// - The threshold of the settings counts at once, other weights when the index made by them is ready.
class ListsInForce {
public:
    /// Shared, because searches may outlive the swap.
    using Current = std::shared_ptr<const ListIndex>;

    struct Limits {
        std::int64_t costAtOnce = 500 * ListIndex::costOfRow; ///< of a change that a search takes in by itself
        std::size_t rowsOfLayer = 250;                        ///< then the next changes go to a layer of their own
        std::size_t layers = 8;                               ///< then the large index is made anew
        std::chrono::milliseconds longestWait{30'000};        ///< of a search that has nothing to search yet
    };

    using Settings = std::function<ScreeningSettings::InForce()>;

    ListsInForce(tenon::App& app, Settings settings, const Limits& limits)
        : _app(app), _settings(std::move(settings)), _limits(limits) {}

    ListsInForce(tenon::App& app, Settings settings) : ListsInForce(app, std::move(settings), Limits()) {}

    ~ListsInForce() { stop(); }

    ListsInForce(const ListsInForce&) = delete;
    ListsInForce& operator=(const ListsInForce&) = delete;

    void start();
    void stop() noexcept;

    /// Has the thread look for changes at once.
    void wake() noexcept;

    /// An index of what counts, as told above. Waits only when there is none, or when it lacks a change that was
    /// settled: at most `longestWait`, then throws Unavailable SCREENING_NOT_READY. Not inside a transaction.
    [[nodiscard]] Current current();

    /// An index of every change that is committed, by the settings in force. Waits until it is ready, however long that
    /// takes; `checkpoint` is called now and then and may throw to give up. Throws Unavailable when the thread does not
    /// run. Not inside a transaction.
    [[nodiscard]] Current latest(const ListIndex::Checkpoint& checkpoint);

    /// Waits like `latest`, and has the changes that are committed count for every search of every node from now on.
    void settle(const ListIndex::Checkpoint& checkpoint);

private:
    [[nodiscard]] bool isUpToDate(const ListIndex& index) const;
    [[nodiscard]] bool isLatest(const Current& index, std::int64_t generation) const;
    [[nodiscard]] bool counts(const Current& index) const;
    [[nodiscard]] Current known();
    [[nodiscard]] Current waitForOne();
    Current takeIn();
    void publish(Current index);
    void run() noexcept;
    void look();
    void advance(const std::function<Current()>& make);
    void checkpoint() const;

    tenon::App& _app;
    const Settings _settings;
    const Limits _limits;
    std::mutex _taking; ///< held while changes are taken in
    Current _floor;     ///< guarded by _taking: over it lie the changes since
    std::atomic<Current> _current;
    std::mutex _mutex;
    std::condition_variable _changed; ///< a new index, or something to do
    bool _isAsked = false;            ///< guarded by _mutex
    std::atomic<bool> _isStopping{false};
    std::atomic<bool> _isRunning{false};
    std::thread _thread;
};

} // namespace dttot::compliance
