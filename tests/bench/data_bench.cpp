/// What the data layer costs: durable writes per second with 1, 16 and 64 threads, and the CPU time of a read by key.
///
///     data_bench URL       for example sqlite:///var/tmp/bench.db or postgresql://user@host/name; makes and drops its
///     tables

#include <kernel/data/database_factory.h>

#include <atomic>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>
#include <time.h>
#include <vector>

namespace {

using namespace tenon;
using Clock = std::chrono::steady_clock;

constexpr auto duration = std::chrono::seconds(2);
constexpr int rows = 10000;

constexpr const char* createTables = R"(
CREATE TABLE bench_doc (id BIGINT PRIMARY KEY, name TEXT NOT NULL, price BIGINT NOT NULL);
CREATE TABLE bench_audit (id BIGINT PRIMARY KEY, actor TEXT NOT NULL, change TEXT NOT NULL);
CREATE INDEX bench_audit__actor ON bench_audit (actor);
)";
constexpr const char* dropTables = "DROP TABLE IF EXISTS bench_doc; DROP TABLE IF EXISTS bench_audit;";
constexpr std::string_view insertDoc = "INSERT INTO bench_doc (id, name, price) VALUES (:id, :name, :price)";
constexpr std::string_view insertAudit = "INSERT INTO bench_audit (id, actor, change) VALUES (:id, :actor, :change)";
constexpr std::string_view readDoc = "SELECT id, name, price FROM bench_doc WHERE id = :id";

double cpuMicroseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

void insert(Database& database, std::int64_t id) {
    database.execute(insertDoc, {{"id", id}, {"name", "a name of some length"}, {"price", id * 100}});
    database.execute(
        insertAudit, {{"id", id}, {"actor", "somebody"}, {"change", R"({"name":"a name of some length"})"}}
    );
}

void measureReads(data::KernelDatabase& database) {
    database.transaction([&] {
        for (int id = 1; id <= rows; ++id) {
            insert(database, id);
        }
    });
    std::int64_t sum = 0;
    const auto read = [&](int count) {
        for (int i = 0; i < count; ++i) {
            const std::int64_t id = 1 + (i * 7919L) % rows;
            database.each(readDoc, {{"id", id}}, [&](const Row& row) {
                sum += row.integer(2) + std::ssize(row.text(1));
            });
        }
    };
    read(rows);
    constexpr int count = 50000;
    const double before = cpuMicroseconds();
    read(count);
    std::printf(
        "read by key: %.2f us CPU (check %lld)\n", (cpuMicroseconds() - before) / count, static_cast<long long>(sum)
    );
}

void measureWrites(data::KernelDatabase& database, int threadCount, std::atomic<std::int64_t>& nextId) {
    const auto commits = database.metrics().commits.load();
    const auto end = Clock::now() + duration;
    std::atomic<std::int64_t> written{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < threadCount; ++t) {
        threads.emplace_back([&] {
            while (Clock::now() < end) {
                const std::int64_t id = ++nextId;
                database.transaction([&] { insert(database, id); }, Isolation::ReadCommitted);
                ++written;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    const double seconds = std::chrono::duration<double>(duration).count();
    const auto sent = static_cast<double>(database.metrics().commits - commits);
    const auto count = static_cast<double>(written.load());
    std::printf("%2d threads: %7.0f transactions/s, %.1f in each commit\n", threadCount, count / seconds, count / sent);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: data_bench URL\n", stderr);
        return 2;
    }
    try {
        const auto database = data::open({.url = argv[1], .connections = 64});
        database->executeScript(dropTables);
        database->executeScript(createTables);
        measureReads(*database);
        std::atomic<std::int64_t> nextId{rows};
        for (const int threadCount : {1, 16, 64}) {
            measureWrites(*database, threadCount, nextId);
        }
        database->executeScript(dropTables);
    } catch (const DatabaseError& error) {
        std::fprintf(stderr, "%s\n", error.cause().c_str());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
