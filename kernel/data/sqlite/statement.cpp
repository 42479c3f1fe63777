#include <kernel/data/sqlite/error.h>
#include <kernel/data/sqlite/row.h>
#include <kernel/data/sqlite/statement.h>

#include <sqlite3.h>

namespace tenon::data::sqlite {

namespace {

/// Puts a statement back to its start and lets go of the borrowed values, whatever happened.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : _statement(statement) {}

    ~Reset() {
        sqlite3_reset(_statement);
        sqlite3_clear_bindings(_statement);
    }

    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

private:
    sqlite3_stmt* _statement;
};

/// Binds one value; texts and blobs are borrowed until the statement is reset.
struct Binder {
    sqlite3_stmt* statement;
    int slot;

    int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, slot); }

    int operator()(bool value) const { return sqlite3_bind_int(statement, slot, value ? 1 : 0); }

    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, slot, value); }

    int operator()(double value) const { return sqlite3_bind_double(statement, slot, value); }

    int operator()(const std::string& value) const { return (*this)(std::string_view(value)); }

    int operator()(std::string_view value) const {
        // A null pointer would bind NULL in place of the empty text.
        const char* data = value.data() == nullptr ? "" : value.data();
        return sqlite3_bind_text64(statement, slot, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }

    int operator()(Blob value) const {
        return value.empty() ? sqlite3_bind_zeroblob(statement, slot, 0)
                             : sqlite3_bind_blob64(statement, slot, value.data(), value.size(), SQLITE_STATIC);
    }
};

} // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

SqliteStatement::SqliteStatement(sqlite3* connection, NamedStatement statement)
    : _connection(connection), _named(std::move(statement)) {
    const std::string& sql = _named.text();
    sqlite3_stmt* compiled = nullptr;
    require(
        sqlite3_prepare_v3(
            connection, sql.c_str(), static_cast<int>(sql.size() + 1), SQLITE_PREPARE_PERSISTENT, &compiled, nullptr
        ),
        connection
    );
    _compiled.reset(compiled);
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(compiled)) != _named.parameterCount()) {
        throw DatabaseError(DatabaseError::Kind::Other, "", "parameters are written :name, not ? or @name");
    }
}

bool SqliteStatement::isReadOnly() const { return sqlite3_stmt_readonly(_compiled.get()) != 0; }

bool SqliteStatement::isRunning() const { return sqlite3_stmt_busy(_compiled.get()) != 0; }

std::int64_t SqliteStatement::run(Params params, const Database::Visitor& visit) {
    const Reset reset(_compiled.get());
    bind(params);
    step(visit);
    return _named.changesRows() && !isReadOnly() ? sqlite3_changes64(_connection) : 0;
}

void SqliteStatement::bind(Params params) {
    int slot = 0;
    for (const Value* value : _named.bind(params)) {
        require(std::visit(Binder{_compiled.get(), ++slot}, value->held()), _connection);
    }
}

void SqliteStatement::step(const Database::Visitor& visit) {
    int code = sqlite3_step(_compiled.get());
    if (code == SQLITE_ROW) {
        const SqliteRow row(_compiled.get());
        for (; code == SQLITE_ROW; code = sqlite3_step(_compiled.get())) {
            if (visit) {
                visit(row);
            }
        }
    }
    if (code != SQLITE_DONE) {
        throw lastError(_connection);
    }
}

} // namespace tenon::data::sqlite
