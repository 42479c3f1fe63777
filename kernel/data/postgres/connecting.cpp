#include <kernel/data/postgres/connecting.h>

#include <tenon/blocking.h>
#include <tenon/database.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tenon::data::postgres {

namespace {

/// A server that vanished without a word is noticed within about a minute.
constexpr std::array<std::pair<const char*, const char*>, 5> networkDefaults = {{
    {"application_name", "tenon"},
    {"keepalives_idle", "30"},
    {"keepalives_interval", "10"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "60000"},
}};

} // namespace

OpenConnection connected(const DatabaseUrl& url, const DatabaseSettings& settings) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(settings.connectTimeout).count();
    const std::string timeout = std::to_string(seconds);
    std::vector<const char*> keywords = {"connect_timeout"};
    std::vector<const char*> values = {timeout.c_str()};
    const auto add = [&](const char* keyword, const char* value) {
        keywords.push_back(keyword);
        values.push_back(value);
    };
    for (const auto& [keyword, value] : networkDefaults) {
        add(keyword, value);
    }
    for (const auto& [keyword, value] : url.keywords) { // A keyword that comes later counts.
        add(keyword.c_str(), value.c_str());
    }
    add("client_encoding", "UTF8");
    add(nullptr, nullptr);
    const BlockingRegion region;
    OpenConnection connection(PQconnectdbParams(keywords.data(), values.data(), 0));
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        throw DatabaseError(DatabaseError::Kind::Connection, "", PQerrorMessage(connection.get()));
    }
    return connection;
}

} // namespace tenon::data::postgres
