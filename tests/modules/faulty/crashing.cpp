#include "faults.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

namespace faulty {

namespace {

// Through these the compiler cannot see what is about to happen.
volatile int zero = 0;
int* volatile nowhere = nullptr;
volatile std::size_t some = 64;

void readBeyondTheFile() {
    char name[] = "/tmp/tenon-faulty-XXXXXX";
    const int file = ::mkstemp(name);
    ::unlink(name);
    const auto* page = static_cast<volatile char*>(::mmap(nullptr, 1, PROT_READ, MAP_SHARED, file, 0));
    zero = page[0];
}

int descend(int depth) {
    volatile char ballast[4096];
    ballast[0] = static_cast<char>(depth);
    return depth < 0 ? 0 : descend(depth + 1) + ballast[0];
}

void throwOutOfNoexcept() noexcept { throwAs("exception"); }

struct Way {
    std::string_view name;
    void (*go)();
};

constexpr Way ways[] = {
    {"segv", [] { *nowhere = 1; }},
    {"segv-in-libc", [] { std::memset(nowhere, 1, some); }},
    {"bus", readBeyondTheFile},
    {"fpe", [] { zero = static_cast<int>(some) / zero; }},
    {"ill", [] { __builtin_trap(); }},
    {"abort", [] { std::abort(); }},
    {"overflow", [] { zero = descend(1); }},
    {"terminate", throwOutOfNoexcept},
};

} // namespace

void crashAs(std::string_view way) {
    for (const Way& known : ways) {
        if (known.name == way) {
            known.go();
        }
    }
}

} // namespace faulty
