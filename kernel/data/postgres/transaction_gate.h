#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tenon::data::postgres {

/// Keeps count of the transactions of this process, so that one which lost against others again and again can have its
/// last try alone. Safe to call from many threads.
class TransactionGate {
public:
    enum class Entry { WithOthers, Alone };

    /// Being inside, from construction to destruction.
    class Pass {
    public:
        Pass(TransactionGate& gate, Entry entry);
        ~Pass();
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;

    private:
        TransactionGate& _gate;
        Entry _entry;
    };

    /// Waits until nobody is inside, but no longer than `limit`.
    void awaitQuiet(std::chrono::milliseconds limit);

private:
    std::mutex _mutex;
    std::condition_variable _changed;
    std::size_t _inside = 0; // guarded by _mutex
    std::size_t _alone = 0;  // guarded by _mutex; those who are, or wait to be, inside alone
};

} // namespace tenon::data::postgres
