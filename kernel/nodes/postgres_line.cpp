#include "postgres_line.h"

namespace tenon::nodes {

namespace {

constexpr std::string_view notifySql = "SELECT pg_notify('tenon_nodes', :text)";
constexpr const char* channel = "tenon_nodes";

} // namespace

PostgresLine::PostgresLine(Database& database, const data::DatabaseSettings& settings)
    : _database(database), _settings(settings), _url(data::DatabaseUrl::parse(settings.url)) {}

void PostgresLine::say(const std::string& text) { _database.execute(notifySql, {{"text", text}}); }

void PostgresLine::open() {
    _heard.reset();
    _heard.emplace(_url, _settings, channel);
}

std::vector<std::string> PostgresLine::hear(int wake) { return _heard->wait(wake); }

} // namespace tenon::nodes
