#include <kernel/data/sqlite/database.h>

#include <tenon/blocking.h>

namespace tenon::data::sqlite {

SqliteDatabase::SqliteDatabase(const DatabaseUrl& url, DatabaseSettings settings)
    : _settings(std::move(settings)),
      _folder(url.isTemporary ? std::make_optional<TemporaryFolder>(TemporaryFolder::Where::Memory) : std::nullopt),
      _path(_folder ? (_folder->path() / "database").string() : url.path), _writer(_path, *this, _settings, _metrics),
      _readers(
          [this] {
              constexpr auto role = SqliteConnection::Role::Reader;
              return std::make_unique<SqliteConnection>(_path, role, _settings.busyTimeout, _metrics);
          },
          _settings,
          _metrics
      ) {}

std::int64_t SqliteDatabase::run(std::string_view sql, Params params, const Visitor& visit) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        return transaction->join([&] { return _writer.connection().statement(sql)->run(params, visit); });
    }
    {
        const auto reader = _readers.borrow();
        const auto statement = reader->statement(sql);
        if (statement->isReadOnly()) {
            _writer.noticeRead();
            return statement->run(params, visit);
        }
    }
    std::int64_t changed = 0;
    _writer.transact([&] { changed = run(sql, params, visit); });
    return changed;
}

void SqliteDatabase::inTransaction(Isolation, const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->join(body);
    } else {
        _writer.transact(body);
    }
}

void SqliteDatabase::afterCommit(std::function<void()> action) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->addAction(std::move(action));
    } else {
        action();
    }
}

bool SqliteDatabase::isInTransaction() const noexcept { return TransactionScope::current(*this) != nullptr; }

void SqliteDatabase::executeScript(const std::string& script) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->join([&] { _writer.connection().execute(script); });
    } else {
        _writer.runAlone([&] { _writer.connection().execute(script); });
    }
}

void SqliteDatabase::attempt(const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->attempt([this](const char* sql) { _writer.connection().execute(sql); }, body);
    } else {
        _writer.transact(body);
    }
}

void SqliteDatabase::exclusively(const std::function<void()>& body) {
    const std::unique_lock lock = [this] {
        const BlockingRegion region;
        return std::unique_lock(_exclusive);
    }();
    body();
}

} // namespace tenon::data::sqlite
