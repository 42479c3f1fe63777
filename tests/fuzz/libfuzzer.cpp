/// Where libFuzzer comes in.

#include "fuzz.h"

extern "C" __attribute__((visibility("default"))) int
LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tenon::fuzz::run({reinterpret_cast<const char*>(data), size});
    return 0;
}
