#include "module_files.h"

#include <tenon/error.h>

#include <exception>

namespace tenon::files {

std::string ModuleFiles::nameOf(std::string_view owner) const { return _module + ':' + std::string(owner); }

StoredFile ModuleFiles::keep(int fd, std::uint64_t offset, std::uint64_t size, std::string_view owner) {
    const DiskFileStore::Draft draft = _store.draft(fd, offset, size);
    _store.name(draft);
    // Whoever let go of the same content at this moment may have removed it since.
    _owners.add(draft.file.sha256, nameOf(owner), [&] {
        if (!_store.contains(draft.file.sha256)) {
            _store.name(draft);
        }
    });
    return draft.file;
}

void ModuleFiles::hold(std::string_view sha256, std::string_view owner) {
    _owners.add(sha256, nameOf(owner), [&] {
        if (!_store.contains(sha256)) {
            throw Unavailable("The file was removed at this moment; try again.", "FILE_REMOVED");
        }
    });
}

void ModuleFiles::discard(std::string_view sha256, std::string_view owner) {
    _owners.remove(sha256, nameOf(owner));
    _database.afterCommit([this, content = std::string(sha256)] { removeUnowned(content); });
}

/// What fails here is made up for by the nightly upkeep: the change itself is committed.
void ModuleFiles::removeUnowned(const std::string& sha256) noexcept {
    try {
        _owners.forget(sha256, [&] { _store.remove(sha256); });
    } catch (const std::exception& error) {
        _log.warn("file.removal_failed", {{"sha256", sha256}, {"what", error.what()}});
    }
}

} // namespace tenon::files
