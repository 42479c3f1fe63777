/// Runs a target over saved inputs, without libFuzzer: every file below the folders that the arguments name.

#include "fuzz.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string>

namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

int replay(const std::filesystem::path& folder) {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const std::string bytes = contentOf(entry.path());
        // An exact copy, so that a sanitizer sees a read behind the end; said before, because a finding ends the
        // process.
        const auto copy = std::make_unique<char[]>(bytes.size());
        bytes.copy(copy.get(), bytes.size());
        std::fprintf(stderr, "%s\n", entry.path().c_str());
        tenon::fuzz::run({copy.get(), bytes.size()});
        ++count;
    }
    return count;
}

} // namespace

int main(int argc, char** argv) {
    int count = 0;
    for (const char* folder : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
        count += std::filesystem::exists(folder) ? replay(folder) : 0;
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
