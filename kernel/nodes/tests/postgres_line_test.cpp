#include "heard.h"

#include <kernel/data/database_factory.h>
#include <kernel/nodes/listener.h>
#include <kernel/nodes/postgres_line.h>
#include <tests/support/postgres.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <stdexcept>

namespace {

using tenon::nodes::test::EventLog;
using tenon::nodes::test::Heard;
using Texts = std::vector<std::string>;

/// Two nodes on one database: what one says, both hear.
class PostgresLineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresLineTest);
    CPPUNIT_TEST(bothNodesHearWhatOneCommits);
    CPPUNIT_TEST(nobodyHearsWhatIsRolledBack);
    CPPUNIT_TEST(aLostSessionIsFoundAndOpenedAgain);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _here = std::make_unique<Node>(_fresh.url());
        _there = std::make_unique<Node>(_fresh.url());
    }

    void tearDown() override {
        _here.reset();
        _there.reset();
    }

    void bothNodesHearWhatOneCommits() {
        _here->database->transaction([&] {
            _here->line.say("7");
            _here->line.say("8");
        });
        CPPUNIT_ASSERT(_here->heard.upTo(3) == Texts({"opened", "7", "8"}));
        CPPUNIT_ASSERT(_there->heard.upTo(3) == Texts({"opened", "7", "8"}));
    }

    void nobodyHearsWhatIsRolledBack() {
        const auto undone = [&] {
            _here->database->transaction([&] {
                _here->line.say("undone");
                throw std::runtime_error("undo");
            });
        };
        CPPUNIT_ASSERT_THROW(undone(), std::runtime_error);
        _here->database->transaction([&] { _here->line.say("done"); });
        CPPUNIT_ASSERT(_there->heard.upTo(2) == Texts({"opened", "done"}));
    }

    void aLostSessionIsFoundAndOpenedAgain() {
        tenon::tests::onPostgres(
            _fresh.url(),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = "
            "current_database()"
        );
        CPPUNIT_ASSERT(_there->log.events.upTo(2) == Texts({"nodes.line.down", "nodes.line.up"}));
        CPPUNIT_ASSERT(_there->heard.upTo(2) == Texts({"opened", "opened"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), _here->heard.upTo(2).size());
        _here->database->transaction([&] { _here->line.say("again"); });
        CPPUNIT_ASSERT(_there->heard.upTo(3) == Texts({"opened", "opened", "again"}));
    }

private:
    struct Node {
        explicit Node(const std::string& url)
            : settings{.url = url}, database(tenon::data::open(settings)), line(*database, settings) {
            listener.start();
            CPPUNIT_ASSERT(heard.upTo(1) == Texts({"opened"}));
        }

        tenon::data::DatabaseSettings settings;
        std::unique_ptr<tenon::data::KernelDatabase> database;
        tenon::nodes::PostgresLine line;
        Heard heard;
        EventLog log;
        tenon::nodes::Listener listener{
            line,
            {.opened = [this] { heard.add("opened"); }, .heard = [this](const std::string& text) { heard.add(text); }},
            log};
    };

    tenon::tests::FreshPostgresDatabase _fresh;
    std::unique_ptr<Node> _here;
    std::unique_ptr<Node> _there;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresLineTest);

} // namespace
