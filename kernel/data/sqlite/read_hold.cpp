#include <kernel/data/sqlite/read_hold.h>

#include <tenon/database.h>

#include <sqlite3.h>

namespace tenon::data::sqlite {

ReadHold::ReadHold(SqliteConnection& connection)
    : _connection(connection), _begin(connection.handle(), NamedStatement::control("BEGIN")),
      // Begins to read without a look at the schema.
      _touch(connection.handle(), NamedStatement::control("PRAGMA data_version")),
      _commit(connection.handle(), NamedStatement::control("COMMIT")) {}

void ReadHold::begin() noexcept {
    _isHeld.store(true, std::memory_order_relaxed);
    _until = Clock::now() + longest;
    try {
        _begin.run({}, nullptr);
        _touch.run({}, nullptr);
    } catch (const DatabaseError&) {
        // Readers do without, until the next time.
    }
}

void ReadHold::end() noexcept {
    if (!isHeld()) {
        return;
    }
    _isHeld.store(false, std::memory_order_relaxed);
    _seen = _reads.load(std::memory_order_relaxed);
    if (sqlite3_get_autocommit(_connection.handle()) == 0) {
        try {
            _commit.run({}, nullptr);
        } catch (const DatabaseError&) {
            // Nothing was written; the writer's next BEGIN says what is wrong with the connection.
        }
    }
}

} // namespace tenon::data::sqlite
