#pragma once

#include <kernel/data/sql/named_statement.h>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace tenon::data::sqlite {

/// A compiled statement of one connection. Used by one thread at a time and not while it is running.
class SqliteStatement {
public:
    SqliteStatement(sqlite3* connection, NamedStatement statement);

    /// Whether it changes nothing, so that a reader may run it.
    [[nodiscard]] bool isReadOnly() const;

    /// Whether it stands on a row, which means that a visitor further up the stack is looking at it.
    [[nodiscard]] bool isRunning() const;

    /// Binds, visits every row and returns the number of rows changed.
    std::int64_t run(Params params, const Database::Visitor& visit);

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };

    void bind(Params params);
    void step(const Database::Visitor& visit);

    sqlite3* _connection;
    NamedStatement _named;
    std::unique_ptr<sqlite3_stmt, Finalize> _compiled;
};

} // namespace tenon::data::sqlite
