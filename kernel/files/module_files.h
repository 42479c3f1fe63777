#pragma once

#include <kernel/files/file_owners.h>
#include <kernel/files/file_store.h>

#include <tenon/database.h>
#include <tenon/file.h>
#include <tenon/log.h>

#include <string>
#include <string_view>

namespace tenon::files {

/// The store as one module sees it: contents are shared with other modules, but each needs them in its own name.
class ModuleFiles final : public FileStore {
public:
    /// All that is referred to outlives the object.
    ModuleFiles(DiskFileStore& store, Database& database, Log& log, std::string module)
        : _store(store), _owners(database), _database(database), _log(log), _module(std::move(module)) {}

    StoredFile keep(int fd, std::uint64_t offset, std::uint64_t size) override { return keep(fd, offset, size, {}); }

    using FileStore::keep;

    [[nodiscard]] Descriptor open(std::string_view sha256) const override { return _store.open(sha256); }

    [[nodiscard]] Descriptor temporary() const override { return _store.temporary(); }

    void discard(std::string_view sha256) override { discard(sha256, {}); }

    StoredFile keep(int fd, std::uint64_t offset, std::uint64_t size, std::string_view owner) override;
    void hold(std::string_view sha256, std::string_view owner) override;
    void discard(std::string_view sha256, std::string_view owner) override;

private:
    [[nodiscard]] std::string nameOf(std::string_view owner) const;
    void removeUnowned(const std::string& sha256) noexcept;

    DiskFileStore& _store;
    FileOwners _owners;
    Database& _database;
    Log& _log;
    const std::string _module;
};

} // namespace tenon::files
