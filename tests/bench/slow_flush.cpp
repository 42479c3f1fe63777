/// Preloaded into a server, makes each flush to the disk take at least 4 ms, as it does on a plain disk in the cloud.
///
/// What shared commits gain is a number of flushes. A disk that answers out of a cache one minute and not the next says
/// nothing about it.

#include <chrono>
#include <dlfcn.h>
#include <thread>

namespace {

constexpr std::chrono::milliseconds least{4};

int slowly(const char* name, int fd) {
    const auto until = std::chrono::steady_clock::now() + least;
    const auto flush = reinterpret_cast<int (*)(int)>(::dlsym(RTLD_NEXT, name));
    const int answer = flush(fd);
    std::this_thread::sleep_until(until);
    return answer;
}

} // namespace

extern "C" {

[[gnu::visibility("default")]] int fsync(int fd) { return slowly("fsync", fd); }

[[gnu::visibility("default")]] int fdatasync(int fd) { return slowly("fdatasync", fd); }

} // extern "C"
