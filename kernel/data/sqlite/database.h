#pragma once

#include <kernel/data/connection_pool.h>
#include <kernel/data/database_url.h>
#include <kernel/data/kernel_database.h>
#include <kernel/data/settings.h>
#include <kernel/data/sqlite/writer.h>
#include <kernel/data/temporary_folder.h>

#include <mutex>
#include <optional>

namespace tenon::data::sqlite {

/// A database in one file: many readers, one writer.
class SqliteDatabase : public KernelDatabase {
public:
    SqliteDatabase(const DatabaseUrl& url, DatabaseSettings settings);

    [[nodiscard]] Backend backend() const noexcept override { return Backend::Sqlite; }

    std::int64_t run(std::string_view sql, Params params, const Visitor& visit) override;
    void inTransaction(Isolation isolation, const std::function<void()>& body) override;
    void afterCommit(std::function<void()> action) override;
    [[nodiscard]] bool isInTransaction() const noexcept override;

    void executeScript(const std::string& script) override;
    void exclusively(const std::function<void()>& body) override;

    void attempt(const std::function<void()>& body) override;

    [[nodiscard]] const DataMetrics& metrics() const noexcept override { return _metrics; }

private:
    const DatabaseSettings _settings;
    DataMetrics _metrics;
    std::optional<TemporaryFolder> _folder; // of a database that is to vanish
    const std::string _path;
    Writer _writer; // before the readers: it creates the file
    ConnectionPool<SqliteConnection> _readers;
    std::mutex _exclusive;
};

} // namespace tenon::data::sqlite
