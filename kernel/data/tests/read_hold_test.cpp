#include <kernel/data/database_factory.h>

#include <cppunit/extensions/HelperMacros.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace tenon;

constexpr auto patience = std::chrono::seconds(10);

/// Whether this process holds one of the locks by which readers of a write-ahead log are known (the file format,
/// "WAL-Index Locks": WAL_READ_LOCK(0) to (4) at bytes 123 to 127). Only another process can see that.
bool isLockedForReading(const std::string& path) {
    const pid_t child = ::fork();
    if (child == 0) {
        struct flock lock {};

        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = 123;
        lock.l_len = 5;
        const int fd = ::open((path + "-shm").c_str(), O_RDWR);
        ::_exit(fd >= 0 && ::fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

class ReadHoldTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReadHoldTest);
    CPPUNIT_TEST(whereMuchIsReadTheLockStaysBetweenTwoReads);
    CPPUNIT_TEST(aFewReadsLeaveNoLockBehind);
    CPPUNIT_TEST(theLockIsGivenBackWhenNobodyReads);
    CPPUNIT_TEST(readersSeeWhatWasWrittenMeanwhile);
    CPPUNIT_TEST(theLogIsKeptShortWhileMuchIsReadAndWritten);
    CPPUNIT_TEST(anotherProcessCanEmptyTheLogWhileMuchIsRead);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::string folder = (std::filesystem::temp_directory_path() / "tenon-hold-XXXXXX").string();
        CPPUNIT_ASSERT(::mkdtemp(folder.data()) != nullptr);
        _folder = folder;
        _path = folder + "/database";
        data::DatabaseSettings settings;
        settings.url = "sqlite://" + _path;
        _database = data::open(std::move(settings));
        _database->execute("CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT)");
        CPPUNIT_ASSERT_EQUAL(SQLITE_OK, sqlite3_open(_path.c_str(), &_beside));
        sqlite3_busy_timeout(_beside, 10'000);
    }

    void tearDown() override {
        sqlite3_close(_beside);
        _database.reset();
        std::filesystem::remove_all(_folder);
    }

    void whereMuchIsReadTheLockStaysBetweenTwoReads() {
        CPPUNIT_ASSERT(eventually([this] {
            read(200);
            return isLockedForReading(_path);
        }));
    }

    void aFewReadsLeaveNoLockBehind() {
        read(10);
        CPPUNIT_ASSERT(!isLockedForReading(_path));
    }

    void theLockIsGivenBackWhenNobodyReads() {
        whereMuchIsReadTheLockStaysBetweenTwoReads();
        CPPUNIT_ASSERT(eventually([this] { return !isLockedForReading(_path); }));
    }

    void readersSeeWhatWasWrittenMeanwhile() {
        for (int i = 1; i <= 200; ++i) {
            read(100);
            if (i % 2 == 0) {
                _database->execute("INSERT INTO entry (id) VALUES (:id)", {{"id", std::int64_t{i}}});
            } else {
                execute("INSERT INTO entry (id) SELECT COALESCE(MAX(id), 0) + 1000 FROM entry");
            }
            CPPUNIT_ASSERT_EQUAL(std::int64_t{i}, count());
        }
    }

    void theLogIsKeptShortWhileMuchIsReadAndWritten() {
        const Reading reading(*this);
        const std::string text(30'000, 'x'); // eight pages
        for (std::int64_t i = 1; i <= 500; ++i) {
            _database->execute("INSERT INTO entry (id, text) VALUES (:id, :text)", {{"id", i}, {"text", text}});
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, count());
        CPPUNIT_ASSERT(std::filesystem::file_size(_path + "-wal") < 500 * text.size() / 2);
    }

    /// Who asks in vain while readers come and go asks again.
    void anotherProcessCanEmptyTheLogWhileMuchIsRead() {
        const Reading reading(*this);
        sqlite3_busy_timeout(_beside, 100);
        for (int i = 0; i < 10; ++i) {
            execute("INSERT INTO entry (id) SELECT COALESCE(MAX(id), 0) + 1 FROM entry");
            CPPUNIT_ASSERT(eventually([this] {
                return sqlite3_wal_checkpoint_v2(_beside, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr)
                       == SQLITE_OK;
            }));
            CPPUNIT_ASSERT_EQUAL(std::uintmax_t{0}, std::filesystem::file_size(_path + "-wal"));
        }
    }

private:
    /// A thread that reads without end.
    class Reading {
    public:
        explicit Reading(ReadHoldTest& test)
            : _thread([this, &test] {
                  while (!_isOver) {
                      test.read(1);
                  }
              }) {}

        ~Reading() {
            _isOver = true;
            _thread.join();
        }

        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;

    private:
        std::atomic<bool> _isOver{false};
        std::thread _thread;
    };

    template <typename Condition>
    static bool eventually(const Condition& condition) {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline) {
                return false;
            }
        }
        return true;
    }

    std::int64_t count() { return _database->value<std::int64_t>("SELECT COUNT(*) FROM entry").value(); }

    void read(int times) {
        for (int i = 0; i < times; ++i) {
            static_cast<void>(count());
        }
    }

    void execute(const char* sql) {
        CPPUNIT_ASSERT_EQUAL(SQLITE_OK, sqlite3_exec(_beside, sql, nullptr, nullptr, nullptr));
    }

    std::string _folder;
    std::string _path;
    std::unique_ptr<data::KernelDatabase> _database;
    sqlite3* _beside = nullptr;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReadHoldTest);

} // namespace
