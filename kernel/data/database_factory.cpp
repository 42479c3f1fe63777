#include <kernel/data/database_factory.h>
#include <kernel/data/database_url.h>
#include <kernel/data/postgres/database.h>
#include <kernel/data/sqlite/database.h>

namespace tenon::data {

std::unique_ptr<KernelDatabase> open(DatabaseSettings settings) {
    DatabaseUrl url = DatabaseUrl::parse(settings.url);
    if (url.backend == Backend::Sqlite) {
        return std::make_unique<sqlite::SqliteDatabase>(url, std::move(settings));
    }
    return std::make_unique<postgres::PostgresDatabase>(std::move(url), std::move(settings));
}

} // namespace tenon::data
