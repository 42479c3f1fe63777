#pragma once

#include "chain.h"
#include "checkpoint.h"
#include "settings.h"

#include <tenon/log.h>
#include <tenon/time.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tenon::audit {

/// The thread that chains new rows within a second of their commit and signs checkpoints.
class Sealer {
public:
    Sealer(Database& database, CheckpointLog& checkpoints, Log& log, Settings settings);
    ~Sealer();
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;

    void start();

    /// Seals what is there, signs a last checkpoint and joins the thread. Later calls do nothing.
    void stop() noexcept;

    /// Tells that rows were committed. Never blocks for long; callable before `start` and after `stop`.
    void notify() noexcept;

    /// Seals every visible row now, and signs a checkpoint when one is due or `force` says so.
    enum class Signing { WhenDue, Now };
    void sealAll(Signing signing);

private:
    void work() noexcept;
    void round(Signing signing) noexcept;
    [[nodiscard]] bool waitForRows();

    Chain _chain;
    CheckpointLog& _checkpoints;
    Log& _log;
    const Settings _settings;

    std::mutex _sealing; ///< Guards the two members below: one round at a time.
    std::int64_t _signedPosition = 0;
    std::optional<std::chrono::steady_clock::time_point> _signedAt;

    std::mutex _mutex; ///< Guards the flags below.
    std::condition_variable _changed;
    bool _hasRows = false;
    bool _isStopping = false;

    std::thread _thread;
};

} // namespace tenon::audit
