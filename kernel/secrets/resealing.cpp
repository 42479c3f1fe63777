#include "resealing.h"

#include <string>
#include <vector>

namespace tenon::secrets {

namespace {

constexpr std::int64_t batch = 200;

struct SealedText {
    std::string record;
    std::string text;
};

/// Walks one column in the order of its key.
class ColumnWalk {
public:
    ColumnWalk(Database& database, Vault& vault, SealedColumn column)
        : _database(database), _vault(vault), _column(std::move(column)), _mark(vault.newestMark()),
          _select(
              "SELECT " + _column.key + ", " + _column.column + " FROM " + _column.table + " WHERE " + _column.key
              + " > :after AND " + _column.column + " IS NOT NULL AND substr(" + _column.column
              + ", 1, length(:mark)) <> :mark ORDER BY " + _column.key + " LIMIT :limit"
          ),
          _update(
              "UPDATE " + _column.table + " SET " + _column.column + " = :sealed WHERE " + _column.key
              + " = :record AND " + _column.column + " = :before"
          ) {}

    Resealed run() {
        Resealed sum;
        std::string after;
        for (bool isMore = true; isMore;) {
            std::vector<SealedText> found;
            const Resealed part = _database.transaction([&] {
                found = next(after);
                return resealed(found);
            });
            sum.texts += part.texts;
            sum.unreadable += part.unreadable;
            isMore = !found.empty();
            after = isMore ? found.back().record : after;
        }
        return sum;
    }

private:
    std::vector<SealedText> next(const std::string& after) {
        return _database.rows(_select, {{"after", after}, {"mark", _mark}, {"limit", batch}}, [](const Row& row) {
            return SealedText{row.get<std::string>(0), row.get<std::string>(1)};
        });
    }

    Resealed resealed(const std::vector<SealedText>& found) {
        Resealed done;
        for (const SealedText& row : found) {
            const SecretPlace place{_column.table, _column.column, row.record};
            const auto text = Vault::isSealed(row.text) ? _vault.opened(place, row.text) : row.text;
            if (!text) {
                ++done.unreadable;
                continue;
            }
            done.texts += _database.execute(
                _update, {{"sealed", _vault.seal(place, *text)}, {"record", row.record}, {"before", row.text}}
            );
        }
        return done;
    }

    Database& _database;
    Vault& _vault;
    const SealedColumn _column;
    const std::string _mark;
    const std::string _select;
    const std::string _update;
};

} // namespace

Resealed resealAll(Database& database, Vault& vault) {
    Resealed sum;
    for (SealedColumn& column : vault.columns()) {
        const Resealed part = ColumnWalk(database, vault, std::move(column)).run();
        sum.texts += part.texts;
        sum.unreadable += part.unreadable;
    }
    return sum;
}

} // namespace tenon::secrets
