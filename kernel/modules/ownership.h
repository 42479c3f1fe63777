#pragma once

#include <filesystem>
#include <sys/stat.h>

namespace tenon::modules {

/// Throws Refusal when somebody may change what lies at `path` who must not run code in this process: everybody, or an
/// owner who is neither root nor the user of this process. `status` is that of the file or folder.
void requireTrusted(const std::filesystem::path& path, const struct stat& status);

} // namespace tenon::modules
