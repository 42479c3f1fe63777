#include <tests/support/postgres.h>

#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <unistd.h>

namespace tenon::tests {

namespace {

/// Runs the script beside this file and returns what it prints.
std::string runScript(const std::string& arguments) {
    const auto script = std::filesystem::path(TENON_TEST_SUPPORT) / "postgres";
    const std::string command = "'" + script.string() + "' " + arguments;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string output;
    std::array<char, 256> line{};
    while (pipe != nullptr && std::fgets(line.data(), static_cast<int>(line.size()), pipe) != nullptr) {
        output += line.data();
    }
    if (pipe == nullptr || ::pclose(pipe) != 0) {
        throw std::runtime_error("failed: " + command);
    }
    return output.substr(0, output.find('\n'));
}

/// `url` with another database in its path.
std::string withDatabase(const std::string& url, const std::string& name) {
    const auto query = url.find('?');
    const auto slash = url.rfind('/', query);
    return url.substr(0, slash + 1) + name + (query == std::string::npos ? "" : url.substr(query));
}

/// For cleaning up: what cannot be dropped goes with the server.
void quietlyOnPostgres(const std::string& url, const std::string& sql) noexcept {
    try {
        onPostgres(url, sql);
    } catch (const std::runtime_error& error) {
        std::fputs(error.what(), stderr);
    }
}

/// The database that this process has for itself on the shared server.
class OwnDatabase {
public:
    OwnDatabase() : _name("test_" + std::to_string(::getpid())), _url(withDatabase(postgresUrl(), _name)) {
        onPostgres(postgresUrl(), "CREATE DATABASE " + _name);
    }

    ~OwnDatabase() { quietlyOnPostgres(postgresUrl(), "DROP DATABASE " + _name + " WITH (FORCE)"); }

    OwnDatabase(const OwnDatabase&) = delete;
    OwnDatabase& operator=(const OwnDatabase&) = delete;

    [[nodiscard]] const std::string& url() const { return _url; }

private:
    std::string _name;
    std::string _url;
};

OwnDatabase& ownDatabase() {
    static OwnDatabase database;
    return database;
}

} // namespace

PostgresServer::PostgresServer() {
    static std::atomic<int> counter{0};
    const std::string name = "tenon-postgres-" + std::to_string(::getpid()) + "-" + std::to_string(++counter);
    _folder = (std::filesystem::temp_directory_path() / name).string();
    _url = runScript("start '" + _folder + "' --fast --until " + std::to_string(::getpid()));
}

PostgresServer::~PostgresServer() {
    try {
        stop();
    } catch (const std::runtime_error&) {
        // A test has stopped it already.
    }
    std::error_code ignored;
    std::filesystem::remove_all(_folder, ignored);
}

void PostgresServer::stop() { runScript("stop '" + _folder + "'"); }

void PostgresServer::start() { runScript("start '" + _folder + "'"); }

const std::string& postgresUrl() {
    static const std::unique_ptr<PostgresServer> own =
        std::getenv("TENON_TEST_POSTGRES") == nullptr ? std::make_unique<PostgresServer>() : nullptr;
    static const std::string url = own ? own->url() : std::getenv("TENON_TEST_POSTGRES");
    return url;
}

FreshPostgresDatabase::FreshPostgresDatabase() {
    static std::atomic<int> counter{0};
    const std::string& database = ownDatabase().url();
    _name = "test_" + std::to_string(++counter);
    onPostgres(database, "CREATE SCHEMA " + _name);
    const char* separator = database.find('?') == std::string::npos ? "?" : "&";
    _url = database + separator + "options=-csearch_path%3D" + _name;
}

FreshPostgresDatabase::~FreshPostgresDatabase() {
    quietlyOnPostgres(ownDatabase().url(), "DROP SCHEMA " + _name + " CASCADE");
}

void onPostgres(const std::string& url, const std::string& sql) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(url.c_str()), PQfinish);
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr
    );
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
    }
}

} // namespace tenon::tests
