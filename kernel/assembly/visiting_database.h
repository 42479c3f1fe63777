#pragma once

#include <tenon/database.h>

namespace tenon::assembly {

/// The database as a module sees it: a transaction that runs on another thread is still the module's visit there.
class VisitingDatabase : public Database {
public:
    explicit VisitingDatabase(Database& database) : _database(database) {}

    [[nodiscard]] Backend backend() const noexcept override { return _database.backend(); }

    std::int64_t run(std::string_view sql, Params params, const Visitor& visit) override {
        return _database.run(sql, params, visit);
    }

    void inTransaction(Isolation isolation, const std::function<void()>& body) override;

    void afterCommit(std::function<void()> action) override { _database.afterCommit(std::move(action)); }

    [[nodiscard]] bool isInTransaction() const noexcept override { return _database.isInTransaction(); }

    void runLater(std::string_view sql, Params params) override { _database.runLater(sql, params); }

private:
    Database& _database;
};

} // namespace tenon::assembly
