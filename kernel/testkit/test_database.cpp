#include <kernel/data/database_factory.h>
#include <kernel/testkit/test_database.h>

#include <tenon/random.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace tenon::test {

namespace {

/// The server's URL with another database name.
std::string withDatabase(const std::string& server, const std::string& name) {
    const auto query = std::min(server.find('?'), server.size());
    const auto path = server.find('/', server.find("://") + 3);
    return server.substr(0, std::min(path, query)) + "/" + name + server.substr(query);
}

std::string freshName() {
    std::string name = "tenon_test_" + Random::uuid();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

} // namespace

TestDatabase::TestDatabase(On on) : _url("sqlite::memory:") {
    if (on == On::Sqlite) {
        return;
    }
    const char* server = std::getenv("TENON_TEST_POSTGRES");
    if (server == nullptr || *server == '\0') {
        throw std::runtime_error("TENON_TEST_POSTGRES names no server (postgresql://user@host:port/postgres)");
    }
    _server = server;
    _name = freshName();
    data::open({.url = _server})->executeScript("CREATE DATABASE " + _name);
    _url = withDatabase(_server, _name);
}

TestDatabase::~TestDatabase() {
    if (_server.empty()) {
        return;
    }
    try {
        data::open({.url = _server})->executeScript("DROP DATABASE " + _name + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The server of a test run is thrown away as a whole.
    }
}

} // namespace tenon::test
