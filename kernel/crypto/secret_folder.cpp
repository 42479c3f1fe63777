#include "secret_folder.h"

#include <tenon/file.h>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tenon::crypto {

namespace {

constexpr std::size_t largestSecret = 16 * 1024;

[[noreturn]] void refuse(const std::filesystem::path& path, const char* why) {
    throw std::runtime_error(path.string() + ": " + why);
}

Descriptor opened(const std::filesystem::path& path, int flags, mode_t mode = 0) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0) {
        refuse(path, "cannot be opened.");
    }
    return Descriptor(fd);
}

void requirePrivate(const std::filesystem::path& path, int fd) {
    struct stat status {};

    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        refuse(path, "is not a file.");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        refuse(path, "may be read by others; set its mode to 0400.");
    }
}

std::string contentOf(const std::filesystem::path& path) {
    const Descriptor file = opened(path, O_RDONLY);
    requirePrivate(path, file.get());
    std::string content(largestSecret, '\0');
    const ssize_t size = ::read(file.get(), content.data(), content.size());
    if (size < 0 || static_cast<std::size_t>(size) == content.size()) {
        refuse(path, "cannot be read.");
    }
    content.resize(static_cast<std::size_t>(size));
    return content;
}

void write(const std::filesystem::path& path, std::string_view content) {
    const Descriptor file = opened(path, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR);
    const ssize_t size = ::write(file.get(), content.data(), content.size());
    if (size != static_cast<ssize_t>(content.size()) || ::fsync(file.get()) != 0) {
        refuse(path, "cannot be written.");
    }
}

} // namespace

SecretFolder::SecretFolder(std::filesystem::path folder) : _folder(std::move(folder)) {
    if (_folder.has_parent_path()) {
        std::filesystem::create_directories(_folder.parent_path());
    }
    if (::mkdir(_folder.c_str(), S_IRWXU) != 0 && !std::filesystem::is_directory(_folder)) {
        refuse(_folder, "cannot be created.");
    }
}

std::vector<SecretFile> SecretFolder::read(std::string_view prefix) const {
    std::vector<SecretFile> found;
    for (const auto& entry : std::filesystem::directory_iterator(_folder)) {
        std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(".key")) {
            found.push_back({std::move(name), contentOf(entry.path())});
        }
    }
    std::ranges::sort(found, {}, &SecretFile::name);
    return found;
}

void SecretFolder::add(const SecretFile& secret) const {
    // Written under another name first: a reader never sees half a key.
    const std::filesystem::path target = _folder / secret.name;
    const std::filesystem::path draft = _folder / (secret.name + ".new");
    std::filesystem::remove(draft);
    write(draft, secret.content);
    if (::link(draft.c_str(), target.c_str()) != 0) {
        std::filesystem::remove(draft);
        refuse(target, "cannot be created.");
    }
    std::filesystem::remove(draft);
    if (::fsync(opened(_folder, O_RDONLY | O_DIRECTORY).get()) != 0) {
        refuse(_folder, "cannot be written.");
    }
}

void SecretFolder::remove(std::string_view name) const { std::filesystem::remove(_folder / name); }

void SecretFolder::exclusively(const std::function<void()>& body) const {
    // The kernel gives the lock back when the descriptor is closed, however the process ends.
    const Descriptor folder = opened(_folder, O_RDONLY | O_DIRECTORY);
    if (::flock(folder.get(), LOCK_EX) != 0) {
        refuse(_folder, "cannot be locked.");
    }
    body();
}

} // namespace tenon::crypto
