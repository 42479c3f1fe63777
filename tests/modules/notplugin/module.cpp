/// A library that is no module.

#include <string>

extern "C" __attribute__((visibility("default"))) std::size_t lengthOf(const char* text) {
    return std::string(text).size();
}
