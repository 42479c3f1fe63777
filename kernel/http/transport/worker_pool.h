#pragma once

#include <kernel/http/transport/poller.h>
#include <kernel/http/transport/workbench.h>

#include <tenon/blocking.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tenon::http {

/// Threads that take turns at a poller: each waits for one event and serves it itself, without handing it over.
///
/// As many run at a time as there are processors, because more only cost switches. A worker that enters a
/// BlockingRegion is replaced by a spare one for that time, and workers that are found stuck outside of one are, too.
class WorkerPool final : private BlockingListener {
public:
    using Handler = std::function<void(Pollable&, Workbench&)>;

    /// Serves the events of `poller` with `handle`, which must not throw.
    WorkerPool(Poller& poller, const ServerSettings& settings, Handler handle);
    ~WorkerPool() override;

    void start();

    /// Waits until every worker has finished what it is doing, and ends them.
    void stop() noexcept;

    /// Adds a worker when none has waited for or finished a turn since the last call. To be called now and then.
    void relieve() noexcept;

private:
    struct Worker {
        explicit Worker(const ServerSettings& settings) : bench(settings) {}

        alignas(64) std::atomic<std::uint64_t> turns{0}; ///< Written by its own thread only.
        std::atomic<bool> waiting{false};
        Workbench bench;
        std::thread thread;
    };

    void entered() noexcept override;
    void left() noexcept override;

    void run(Worker& worker);
    void takeTurn(Worker& worker);
    void parkIfSurplus();
    void addWorker();
    void replaceOne() noexcept;

    Poller& _poller;
    const ServerSettings& _settings;
    const Handler _handle;
    const std::size_t _usual; ///< Workers that run when none is blocked or stuck.
    const std::size_t _limit; ///< Threads in all.

    std::atomic<bool> _stopping{false};
    std::atomic<std::size_t> _running{0}; ///< Neither parked nor in a blocking region; changed under _mutex.
    std::atomic<std::size_t> _wanted;     ///< How many should run; changed under _mutex.

    std::mutex _mutex;
    std::condition_variable _released;
    std::vector<std::unique_ptr<Worker>> _workers; // guarded by _mutex
    std::size_t _parked = 0;                       // guarded by _mutex
    std::size_t _releases = 0;                     // guarded by _mutex: parked workers that may go on
    std::uint64_t _turnsSeen = 0;                  // guarded by _mutex
};

} // namespace tenon::http
