#include <kernel/data/database_factory.h>

#include <cppunit/extensions/HelperMacros.h>
#include <sqlite3.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <latch>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

/// Holds the writer's thread inside a transaction until it is told to go on; a body may run more than once.
class HeldWriter {
public:
    explicit HeldWriter(Database& database) : _thread([this, &database] { hold(database); }) { _isHeld.wait(); }

    ~HeldWriter() { _thread.join(); }

    HeldWriter(const HeldWriter&) = delete;
    HeldWriter& operator=(const HeldWriter&) = delete;

    void letGo() { _mayGo.count_down(); }

private:
    void hold(Database& database) {
        try {
            database.transaction([this] {
                if (!_isHeld.try_wait()) {
                    _isHeld.count_down();
                }
                _mayGo.wait();
            });
        } catch (const DatabaseError&) {
            // It shares the fate of its group.
        }
    }

    std::latch _isHeld{1};
    std::latch _mayGo{1};
    std::thread _thread;
};

/// Makes the system refuse to let any file of this process grow beyond `bytes`.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t bytes) : _handler(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &_before);
        const rlimit limited{.rlim_cur = bytes, .rlim_max = _before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }

    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &_before);
        std::signal(SIGXFSZ, _handler);
    }

    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*_handler)(int);
    rlimit _before{};
};

/// A connection beside the layer's, as another process would have one.
class OtherConnection {
public:
    explicit OtherConnection(const std::string& path) { sqlite3_open(path.c_str(), &_handle); }

    ~OtherConnection() { sqlite3_close(_handle); }

    OtherConnection(const OtherConnection&) = delete;
    OtherConnection& operator=(const OtherConnection&) = delete;

    int execute(const char* sql) { return sqlite3_exec(_handle, sql, nullptr, nullptr, nullptr); }

    int count(const char* sql) {
        int value = -1;
        sqlite3_busy_timeout(_handle, 10'000); // Connections that open a write-ahead log together lock each other out.
        sqlite3_exec(
            _handle,
            sql,
            [](void* to, int, char** values, char**) {
                *static_cast<int*>(to) = std::atoi(values[0]);
                return 0;
            },
            &value,
            nullptr
        );
        return value;
    }

private:
    sqlite3* _handle = nullptr;
};

class SqliteWriterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SqliteWriterTest);
    CPPUNIT_TEST(transactionsThatWaitTogetherShareOneCommit);
    CPPUNIT_TEST(aFailingBodyHurtsNobodyElseOfItsGroup);
    CPPUNIT_TEST(nobodyLearnsOfSuccessBeforeTheCommit);
    CPPUNIT_TEST(aTransactionThatReturnedIsSeenByAnotherConnection);
    CPPUNIT_TEST(aTransactionThatReturnedSurvivesTheProcess);
    CPPUNIT_TEST(whenTheDiskIsFullNothingIsAcknowledged);
    CPPUNIT_TEST(aCommitThatFailsAcknowledgesNobodyOfItsGroup);
    CPPUNIT_TEST(oneGreedyTransactionDoesNotTakeItsGroupDown);
    CPPUNIT_TEST(aFullQueueIsUnavailable);
    CPPUNIT_TEST(aWritingProcessBesideUsIsWaitedForAndThenBusy);
    CPPUNIT_TEST(readersDoNotWaitForTheWriter);
    CPPUNIT_TEST(tooManyReadersAreUnavailable);
    CPPUNIT_TEST(theFileSurvivesReopening);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::string folder = (std::filesystem::temp_directory_path() / "tenon-data-XXXXXX").string();
        CPPUNIT_ASSERT(::mkdtemp(folder.data()) != nullptr);
        _folder = folder;
        open({});
        db().execute("CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT)");
    }

    void tearDown() override {
        _database.reset();
        std::filesystem::remove_all(_folder);
    }

    void open(data::DatabaseSettings settings) {
        settings.url = "sqlite://" + path();
        _database.reset();
        _database = data::open(std::move(settings));
    }

    [[nodiscard]] std::string path() const { return _folder + "/x.db"; }

    data::KernelDatabase& db() { return *_database; }

    void insert(int id) { db().execute("INSERT INTO entry (id) VALUES (:id)", {{"id", id}}); }

    int count() { return db().value<int>("SELECT COUNT(*) FROM entry").value(); }

    /// Runs `bodies` as transactions that meet in one group: the writer is held until all of them wait for it.
    void together(const std::vector<std::function<void()>>& bodies, std::vector<std::exception_ptr>& errors) {
        errors.assign(bodies.size(), nullptr);
        HeldWriter holder(db());
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            threads.emplace_back([&, i] {
                try {
                    db().transaction(bodies[i]);
                } catch (...) {
                    errors[i] = std::current_exception();
                }
            });
        }
        while (db().metrics().writesQueued < bodies.size()) {
            std::this_thread::yield();
        }
        holder.letGo();
        for (auto& thread : threads) {
            thread.join();
        }
    }

    void transactionsThatWaitTogetherShareOneCommit() {
        const auto before = db().metrics().commits.load();
        std::vector<std::function<void()>> bodies;
        for (int i = 0; i < 20; ++i) {
            bodies.emplace_back([this, i] { insert(i); });
        }
        std::vector<std::exception_ptr> errors;
        together(bodies, errors);
        CPPUNIT_ASSERT_EQUAL(20, count());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().commits - before);
    }

    void aFailingBodyHurtsNobodyElseOfItsGroup() {
        struct Own {};

        std::vector<std::exception_ptr> errors;
        together(
            {[this] { insert(1); },
             [this] {
                 insert(2);
                 throw Own();
             },
             [this] {
                 insert(3);
                 insert(3);
             },
             [this] { insert(4); }},
            errors
        );
        CPPUNIT_ASSERT(!errors[0] && !errors[3]);
        CPPUNIT_ASSERT_THROW(std::rethrow_exception(errors[1]), Own);
        CPPUNIT_ASSERT_THROW(std::rethrow_exception(errors[2]), DatabaseError);
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM entry WHERE id IN (1, 4)").value());
        CPPUNIT_ASSERT_EQUAL(2, count());
    }

    void nobodyLearnsOfSuccessBeforeTheCommit() {
        std::vector<std::exception_ptr> errors;
        std::atomic<int> seen{0};
        std::vector<std::function<void()>> bodies;
        for (int i = 0; i < 4; ++i) {
            bodies.emplace_back([&, i] {
                insert(i);
                db().afterCommit([&] { seen += OtherConnection(path()).count("SELECT COUNT(*) FROM entry"); });
            });
        }
        together(bodies, errors);
        CPPUNIT_ASSERT_EQUAL(16, seen.load());
    }

    void aTransactionThatReturnedIsSeenByAnotherConnection() {
        insert(1);
        CPPUNIT_ASSERT_EQUAL(1, OtherConnection(path()).count("SELECT COUNT(*) FROM entry"));
    }

    void aTransactionThatReturnedSurvivesTheProcess() {
        _database.reset();
        const pid_t child = ::fork();
        if (child == 0) {
            const auto database = data::open({.url = "sqlite://" + path()});
            database->execute("INSERT INTO entry (id) VALUES (1)");
            ::_exit(0); // Nothing is closed or flushed.
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        CPPUNIT_ASSERT_EQUAL(0, status);
        open({});
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void limitPages() { db().executeScript("PRAGMA max_page_count = 20"); }

    std::string large() const { return std::string(500000, 'x'); }

    void insertLarge(int id) {
        db().execute("INSERT INTO entry (id, text) VALUES (:id, :text)", {{"id", id}, {"text", large()}});
    }

    void whenTheDiskIsFullNothingIsAcknowledged() {
        limitPages();
        try {
            insertLarge(1);
            CPPUNIT_FAIL("stored");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT(error.kind() == Kind::Full);
            CPPUNIT_ASSERT_EQUAL(503, error.status());
        }
        CPPUNIT_ASSERT_EQUAL(0, count());
        insert(2);
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void aCommitThatFailsAcknowledgesNobodyOfItsGroup() {
        insert(1);
        std::vector<std::exception_ptr> errors;
        {
            const FileSizeLimit limit(std::filesystem::file_size(path() + "-wal"));
            together({[this] { insert(2); }, [this] { insert(3); }}, errors);
        }
        for (const auto& error : errors) {
            CPPUNIT_ASSERT_THROW(std::rethrow_exception(error), DatabaseError);
        }
        CPPUNIT_ASSERT_EQUAL(1, count());
        insert(4);
        CPPUNIT_ASSERT_EQUAL(2, OtherConnection(path()).count("SELECT COUNT(*) FROM entry"));
    }

    void oneGreedyTransactionDoesNotTakeItsGroupDown() {
        limitPages();
        std::vector<std::exception_ptr> errors;
        together({[this] { insert(1); }, [this] { insertLarge(2); }, [this] { insert(3); }}, errors);
        CPPUNIT_ASSERT(!errors[0] && !errors[2]);
        CPPUNIT_ASSERT_THROW(std::rethrow_exception(errors[1]), DatabaseError);
        CPPUNIT_ASSERT_EQUAL(2, count());
    }

    void aFullQueueIsUnavailable() {
        open({.writeQueue = 2});
        HeldWriter holder(db());
        std::vector<std::thread> threads;
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&, i] { insert(i); });
        }
        while (db().metrics().writesQueued < 2) {
            std::this_thread::yield();
        }
        CPPUNIT_ASSERT_THROW(insert(9), Unavailable);
        holder.letGo();
        for (auto& thread : threads) {
            thread.join();
        }
        CPPUNIT_ASSERT_EQUAL(2, count());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().writesRefused.load());
    }

    void aWritingProcessBesideUsIsWaitedForAndThenBusy() {
        open({.busyTimeout = std::chrono::milliseconds(50)});
        OtherConnection other(path());
        CPPUNIT_ASSERT_EQUAL(SQLITE_OK, other.execute("BEGIN IMMEDIATE"));
        try {
            insert(1);
            CPPUNIT_FAIL("stored");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT(error.kind() == Kind::Busy);
        }
        CPPUNIT_ASSERT_EQUAL(0, count());
        other.execute("ROLLBACK");
        insert(1);
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void readersDoNotWaitForTheWriter() {
        db().transaction([&] {
            insert(1);
            std::thread([&] { CPPUNIT_ASSERT_EQUAL(0, count()); }).join();
        });
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void tooManyReadersAreUnavailable() {
        open({.connections = 1, .connectionWait = std::chrono::milliseconds(20)});
        insert(1);
        db().each("SELECT id FROM entry", {}, [&](const Row&) { CPPUNIT_ASSERT_THROW(count(), Unavailable); });
        CPPUNIT_ASSERT_EQUAL(1, count());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().connectionTimeouts.load());
    }

    void theFileSurvivesReopening() {
        insert(1);
        open({});
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

private:
    std::string _folder;
    std::unique_ptr<data::KernelDatabase> _database;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteWriterTest);

} // namespace
