#include "account_news.h"

#include "postgres_line.h"
#include "redis_line.h"

#include <charconv>

namespace tenon::nodes {

namespace {

/// What a text names; everybody for one that names nothing.
std::int64_t accountIn(const std::string& text) {
    std::int64_t account = auth::Standings::everybody;
    std::from_chars(text.data(), text.data() + text.size(), account);
    return account;
}

} // namespace

std::unique_ptr<Line>
lineOf(Database& database, const data::DatabaseSettings& settings, const std::string& redis, Log& log) {
    if (!redis.empty()) {
        return std::make_unique<RedisLine>(database, http::redisAt(redis), log);
    }
    if (database.backend() == Backend::PostgreSql) {
        return std::make_unique<PostgresLine>(database, settings);
    }
    return nullptr;
}

AccountNews::AccountNews(Line& line, auth::Standings& standings, Log& log)
    : _listener(
        line,
        {.opened = [&standings] { standings.forget(auth::Standings::everybody); },
         .heard = [&standings](const std::string& text) { standings.forget(accountIn(text)); }},
        log
    ) {
    standings.onChange([&line](std::int64_t account) { line.say(std::to_string(account)); });
}

std::string AccountNews::fault() const {
    return _listener.isDown() ? "no news of other nodes; changes of accounts arrive late" : "";
}

} // namespace tenon::nodes
