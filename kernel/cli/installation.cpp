#include <kernel/cli/installation.h>

namespace tenon::cli {

std::filesystem::path installationFolder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
}

} // namespace tenon::cli
