#include <kernel/data/postgres/transaction_gate.h>

#include <tenon/blocking.h>

namespace tenon::data::postgres {

TransactionGate::Pass::Pass(TransactionGate& gate, Entry entry) : _gate(gate), _entry(entry) {
    std::unique_lock lock(gate._mutex);
    const bool isAlone = entry == Entry::Alone;
    gate._alone += isAlone ? 1 : 0;
    const auto isOpen = [&] { return isAlone ? gate._inside == 0 : gate._alone == 0; };
    if (!isOpen()) {
        const BlockingRegion region;
        gate._changed.wait(lock, isOpen);
    }
    ++gate._inside;
}

TransactionGate::Pass::~Pass() {
    bool isWaitedFor = false;
    {
        const std::lock_guard lock(_gate._mutex);
        --_gate._inside;
        _gate._alone -= _entry == Entry::Alone ? 1 : 0;
        isWaitedFor = _gate._inside == 0;
    }
    if (isWaitedFor) {
        _gate._changed.notify_all();
    }
}

void TransactionGate::awaitQuiet(std::chrono::milliseconds limit) {
    const BlockingRegion region;
    std::unique_lock lock(_mutex);
    _changed.wait_for(lock, limit, [this] { return _inside == 0; });
}

} // namespace tenon::data::postgres
