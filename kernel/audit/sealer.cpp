#include "sealer.h"

namespace tenon::audit {

Sealer::Sealer(Database& database, CheckpointLog& checkpoints, Log& log, Settings settings)
    : _chain(database), _checkpoints(checkpoints), _log(log), _settings(settings) {
    for (const CheckpointLog::Line& line : _checkpoints.read()) {
        _signedPosition = line.checkpoint ? line.checkpoint->position : _signedPosition;
    }
}

Sealer::~Sealer() { stop(); }

void Sealer::start() {
    _thread = std::thread([this] { work(); });
}

void Sealer::stop() noexcept {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
    }
    _changed.notify_all();
    if (_thread.joinable()) {
        _thread.join();
        round(Signing::Now);
    }
}

void Sealer::notify() noexcept {
    const std::lock_guard lock(_mutex);
    if (!_hasRows) {
        _hasRows = true;
        _changed.notify_all();
    }
}

void Sealer::sealAll(Signing signing) {
    const std::lock_guard lock(_sealing);
    Chain::Round round;
    do {
        round = _chain.seal(_settings.sealBatch);
    } while (round.sealed == _settings.sealBatch);

    const auto now = std::chrono::steady_clock::now();
    const bool isDue = signing == Signing::Now || !_signedAt || now - *_signedAt >= _settings.checkpointInterval;
    if (isDue && round.head.position > _signedPosition) {
        _checkpoints.append({round.head.position, round.head.hash, Clock::now().text()});
        _signedPosition = round.head.position;
        _signedAt = now;
    }
}

void Sealer::work() noexcept {
    while (waitForRows()) {
        round(Signing::WhenDue);
    }
}

void Sealer::round(Signing signing) noexcept {
    try {
        sealAll(signing);
    } catch (const std::exception& error) {
        _log.warn("audit.sealing_failed", {{"error", error.what()}});
    }
}

/// Waits until rows were announced and had time to gather, or until it is time to look anyway; false when stopping.
bool Sealer::waitForRows() {
    std::unique_lock lock(_mutex);
    if (_changed.wait_for(lock, _settings.sealInterval, [this] { return _hasRows || _isStopping; })) {
        _changed.wait_for(lock, _settings.sealDelay, [this] { return _isStopping; });
    }
    _hasRows = false;
    return !_isStopping;
}

} // namespace tenon::audit
