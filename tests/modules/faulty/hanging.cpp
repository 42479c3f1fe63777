#include "faults.h"

#include <condition_variable>
#include <mutex>

namespace faulty {

void hang() {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait(lock, [] { return false; });
}

void fail(std::string_view way) {
    throwAs(way);
    crashAs(way);
    if (way == "hang") {
        hang();
    }
}

} // namespace faulty
