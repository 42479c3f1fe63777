#include <kernel/telemetry/health.h>
#include <kernel/telemetry/json_log.h>
#include <kernel/telemetry/metrics.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using tenon::telemetry::Health;
using tenon::telemetry::JsonLog;
using tenon::telemetry::LogLevel;
using tenon::telemetry::Metrics;

class TelemetryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TelemetryTest);
    CPPUNIT_TEST(theServerIsReadyWhileWhatIsEssentialWorks);
    CPPUNIT_TEST(aCheckThatThrowsTellsNothingOfWhy);
    CPPUNIT_TEST(aServerThatDrainsIsNotReady);
    CPPUNIT_TEST(metricsAreWrittenAsPrometheusReadsThem);
    CPPUNIT_TEST(aLogLineIsOneJsonObjectWhateverItHolds);
    CPPUNIT_TEST(linesBelowTheLevelAreLeftOut);
    CPPUNIT_TEST(aReopenedLogLosesNoLine);
    CPPUNIT_TEST(whatEveryLineBeginsWithCannotBeReplaced);
    CPPUNIT_TEST(aSettledLogHasEveryLine);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::string name = std::filesystem::temp_directory_path() / "tenon-log-XXXXXX";
        CPPUNIT_ASSERT(::mkdtemp(name.data()) != nullptr);
        _folder = name;
    }

    void tearDown() override { std::filesystem::remove_all(_folder); }

    void theServerIsReadyWhileWhatIsEssentialWorks() {
        Health health;
        std::string database;
        health.add("database", Health::Weight::Essential, [&] { return database; });
        health.add("mail", Health::Weight::Useful, [] { return std::string("no answer"); });
        CPPUNIT_ASSERT(health.isReady());
        CPPUNIT_ASSERT_EQUAL(std::string("degraded"), std::string(health.report().at("status").as_string()));
        database = "gone";
        CPPUNIT_ASSERT(!health.isReady());
        CPPUNIT_ASSERT_EQUAL(std::string("down"), std::string(health.report().at("status").as_string()));
    }

    void aCheckThatThrowsTellsNothingOfWhy() {
        Health health;
        health.add("database", Health::Weight::Essential, []() -> std::string {
            throw std::runtime_error("password=x");
        });
        CPPUNIT_ASSERT(!health.isReady());
        CPPUNIT_ASSERT(boost::json::serialize(health.report()).find("password") == std::string::npos);
    }

    void aServerThatDrainsIsNotReady() {
        Health health;
        CPPUNIT_ASSERT(health.isReady());
        health.drain();
        CPPUNIT_ASSERT(!health.isReady());
    }

    void metricsAreWrittenAsPrometheusReadsThem() {
        Metrics metrics;
        metrics.add("tenon_a_total", Metrics::Kind::Counter, "How many", [] { return 3.0; });
        metrics.add("tenon_b", Metrics::Kind::Gauge, "How much", [] { return 0.5; });
        CPPUNIT_ASSERT_EQUAL(
            std::string("# HELP tenon_a_total How many\n# TYPE tenon_a_total counter\ntenon_a_total 3\n"
                        "# HELP tenon_b How much\n# TYPE tenon_b gauge\ntenon_b 0.5\n"),
            metrics.text()
        );
    }

    void aLogLineIsOneJsonObjectWhateverItHolds() {
        const std::string hostile = "a\r\n{\"level\":\"error\"}\x1b[31m\"\\";
        {
            JsonLog log(file(), LogLevel::Info);
            log.info("tried", {{"name", hostile}});
        }
        const std::vector<std::string> lines = written(file());
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), lines.size());
        CPPUNIT_ASSERT(lines[0].find('\x1b') == std::string::npos);
        const tenon::Json line = boost::json::parse(lines[0]);
        CPPUNIT_ASSERT_EQUAL(hostile, std::string(line.at("name").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string("tried"), std::string(line.at("event").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string("info"), std::string(line.at("level").as_string()));
    }

    void linesBelowTheLevelAreLeftOut() {
        {
            JsonLog log(file(), LogLevel::Warn);
            log.info("quiet");
            log.warn("loud");
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), written(file()).size());
    }

    void aReopenedLogLosesNoLine() {
        constexpr int lines = 2000;
        const std::string moved = file() + ".1";
        {
            JsonLog log(file(), LogLevel::Info);
            std::thread writer([&] {
                for (int i = 0; i < lines; ++i) {
                    log.error("line", {{"number", i}});
                }
            });
            std::filesystem::rename(file(), moved);
            for (int i = 0; i < 50; ++i) {
                log.reopen();
            }
            writer.join();
            log.error("after the last reopening");
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t(lines + 1), written(file()).size() + written(moved).size());
        CPPUNIT_ASSERT(!written(file()).empty());
    }

    void whatEveryLineBeginsWithCannotBeReplaced() {
        JsonLog log(file(), LogLevel::Info);
        log.warn("delivery.failed", {{"event", 7}, {"level", "debug"}, {"at", "never"}, {"name", "kept"}});
        log.settle();
        const auto line = boost::json::parse(written(file()).at(0)).as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("delivery.failed"), std::string(line.at("event").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string("warn"), std::string(line.at("level").as_string()));
        CPPUNIT_ASSERT(line.at("at").as_string() != "never");
        CPPUNIT_ASSERT(line.at("name").as_string() == "kept");
    }

    void aSettledLogHasEveryLine() {
        JsonLog log(file(), LogLevel::Info);
        for (int i = 0; i < 1000; ++i) {
            log.info("line", {{"number", i}});
        }
        log.settle();
        CPPUNIT_ASSERT_EQUAL(std::size_t(1000), written(file()).size());
    }

private:
    [[nodiscard]] std::string file() const { return _folder / "log"; }

    static std::vector<std::string> written(const std::string& path) {
        std::ifstream in(path);
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);) {
            lines.push_back(line);
        }
        return lines;
    }

    std::filesystem::path _folder;
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(TelemetryTest);
