#include <kernel/modules/ownership.h>
#include <kernel/modules/refusal.h>

#include <string>
#include <unistd.h>

namespace tenon::modules {

void requireTrusted(const std::filesystem::path& path, const struct stat& status) {
    const std::string what = (S_ISDIR(status.st_mode) ? "the folder " : "") + path.string();
    if ((status.st_mode & S_IWOTH) != 0) {
        throw Refusal("everybody on this machine may write to " + what);
    }
    if (status.st_uid != 0 && status.st_uid != ::geteuid()) {
        throw Refusal(
            what + " belongs to user " + std::to_string(status.st_uid)
            + ", who is neither root nor the user of this process"
        );
    }
}

} // namespace tenon::modules
