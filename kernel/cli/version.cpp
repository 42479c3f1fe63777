#include <kernel/cli/arguments.h>
#include <kernel/cli/command.h>

#include <tenon/version.h>

#include <iostream>

namespace tenon::cli {

int version(const std::vector<std::string>& words) {
    const Arguments arguments(words, {}, {});
    std::cout << "tenon " TENON_VERSION ", SDK " << TENON_SDK_MAJOR << '.' << TENON_SDK_MINOR
              << ", " TENON_ABI_TAG "\n";
    return 0;
}

} // namespace tenon::cli
