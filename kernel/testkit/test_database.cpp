#include <kernel/data/database_factory.h>
#include <kernel/testkit/test_database.h>

#include <tenon/random.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tenon::test {

namespace {

/// Keeps what the tables hold, and where sequences stand, in a schema beside them.
constexpr const char* keepSql = R"(
CREATE SCHEMA kept;
CREATE TABLE kept.sequence AS SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
DO $$
DECLARE name TEXT; has_rows BOOLEAN;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
        END IF;
    END LOOP;
END $$)";

/// Foreign keys are not looked at meanwhile (session_replication_role): what is put back fits together.
constexpr const char* restoreSql = R"(
DO $$
DECLARE name TEXT;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '10s';
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
        IF to_regclass(format('kept.%I', name)) IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM kept.%1$I', name);
        END IF;
    END LOOP;
    PERFORM setval(format('public.%I', sequencename), COALESCE(last_value, 1), last_value IS NOT NULL) FROM kept.sequence;
END $$)";

std::string serverUrl() {
    const char* server = std::getenv("TENON_TEST_POSTGRES");
    if (server == nullptr || *server == '\0') {
        throw std::runtime_error("TENON_TEST_POSTGRES names no server (postgresql://user@host:port/postgres)");
    }
    return server;
}

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

/// A database on the server, dropped with this object, that can be brought back to what it held at first.
class TestDatabase::OnServer {
public:
    explicit OnServer(const Fill& fill) : _server(serverUrl()), _name(freshName()) {
        run(_server, "CREATE DATABASE " + _name);
        try {
            fill(url());
            run(url(), keepSql);
        } catch (...) {
            drop();
            throw;
        }
    }

    ~OnServer() { drop(); }

    OnServer(const OnServer&) = delete;
    OnServer& operator=(const OnServer&) = delete;

    [[nodiscard]] std::string url() const { return withDatabase(_server, _name); }

    /// Brings it back; false when that does not succeed, as for a user who is no superuser.
    [[nodiscard]] bool restored() noexcept {
        try {
            run(url(), restoreSql);
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

private:
    static void run(const std::string& url, const std::string& script) {
        data::open({.url = url})->executeScript(script);
    }

    void drop() noexcept {
        try {
            run(_server, "DROP DATABASE " + _name + " WITH (FORCE)");
        } catch (const std::exception&) {
            // The server of a test run is thrown away as a whole.
        }
    }

    std::string _server;
    std::string _name;
};

/// The databases of this process that no kernel uses at the moment, by kind.
struct TestDatabase::Idle {
    std::mutex mutex;
    std::map<std::string, std::vector<std::unique_ptr<OnServer>>> databases; ///< Guarded by mutex

    static Idle& ofThisProcess() {
        static Idle idle;
        return idle;
    }

    std::unique_ptr<OnServer> taken(const std::string& kind) {
        const std::lock_guard lock(mutex);
        auto& ofKind = databases[kind];
        if (ofKind.empty()) {
            return nullptr;
        }
        auto one = std::move(ofKind.back());
        ofKind.pop_back();
        return one;
    }

    void give(const std::string& kind, std::unique_ptr<OnServer> database) {
        const std::lock_guard lock(mutex);
        databases[kind].push_back(std::move(database));
    }
};

TestDatabase::TestDatabase(On on, std::string kind, const Fill& fill)
    : _kind(std::move(kind)), _url("sqlite::memory:") {
    if (on == On::Sqlite) {
        return;
    }
    _onServer = Idle::ofThisProcess().taken(_kind);
    if (!_onServer || !_onServer->restored()) {
        _onServer = std::make_unique<OnServer>(fill);
    }
    _url = _onServer->url();
}

TestDatabase::~TestDatabase() {
    if (_onServer) {
        Idle::ofThisProcess().give(_kind, std::move(_onServer));
    }
}

} // namespace tenon::test
