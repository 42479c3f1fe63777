#include "test_server.h"
#include "wire_client.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>

namespace tenon::http::test {

namespace {

using std::chrono::milliseconds;

const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

class DrainTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DrainTest);
    CPPUNIT_TEST(requestsInFlightAreFinishedAndTheirConnectionsClosed);
    CPPUNIT_TEST(aRequestThatIsStillArrivingIsServed);
    CPPUNIT_TEST(idleConnectionsAreClosedAfterTheGrace);
    CPPUNIT_TEST(aRequestWithinTheGraceIsServedAndItsConnectionClosed);
    CPPUNIT_TEST(afterTheDeadlineTheRestIsCut);
    CPPUNIT_TEST(stoppingTwiceOrWithoutStartIsAllowed);
    CPPUNIT_TEST_SUITE_END();

public:
    void requestsInFlightAreFinishedAndTheirConnectionsClosed() {
        TestServer server;
        std::promise<void> entered;
        std::promise<void> released;
        server.application.onHandle = [&](const Message&, Answer& answer) {
            entered.set_value();
            released.get_future().wait();
            answer.body = std::string("done");
        };
        WireClient client(server.port());
        client.send(request);
        entered.get_future().wait();
        const std::uint16_t port = server.port();
        const auto stopped = std::async(std::launch::async, [&] { server.server.stop(); });
        CPPUNIT_ASSERT(eventually([&] { return refuses(port); }));
        released.set_value();
        const Received received = client.receive();
        CPPUNIT_ASSERT_EQUAL(std::string("done"), received.body);
        CPPUNIT_ASSERT_EQUAL(std::string("close"), received.fields.at("connection"));
        CPPUNIT_ASSERT(client.isClosed());
        client.close();
        stopped.wait();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, server.server.counters().open.load());
    }

    void aRequestThatIsStillArrivingIsServed() {
        TestServer server;
        WireClient client(server.port());
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().bytesIn > 40; }));
        const std::uint16_t port = server.port();
        const auto stopped = std::async(std::launch::async, [&] { server.server.stop(); });
        CPPUNIT_ASSERT(eventually([&] { return refuses(port); }));
        CPPUNIT_ASSERT_EQUAL(std::string("POST / body"), client.ask("dy").body);
        CPPUNIT_ASSERT(client.isClosed());
    }

    void idleConnectionsAreClosedAfterTheGrace() {
        ServerSettings settings = quickSettings();
        settings.drainGrace = milliseconds(20);
        TestServer server(settings);
        WireClient used(server.port());
        CPPUNIT_ASSERT_EQUAL(200, used.ask(request).status);
        WireClient silent(server.port());
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().open == 2; }));
        server.server.stop();
        CPPUNIT_ASSERT(used.isClosed());
        CPPUNIT_ASSERT(silent.isClosed());
    }

    void aRequestWithinTheGraceIsServedAndItsConnectionClosed() {
        ServerSettings settings = quickSettings();
        settings.drainGrace = std::chrono::hours(1); // ends when nobody is left
        TestServer server(settings);
        WireClient client(server.port());
        CPPUNIT_ASSERT_EQUAL(200, client.ask(request).status);
        const std::uint16_t port = server.port();
        const auto stopped = std::async(std::launch::async, [&] { server.server.stop(); });
        CPPUNIT_ASSERT(eventually([&] { return refuses(port); }));
        CPPUNIT_ASSERT_EQUAL(std::string("close"), client.ask(request).fields.at("connection"));
        CPPUNIT_ASSERT(client.isClosed());
        client.close();
    }

    void afterTheDeadlineTheRestIsCut() {
        ServerSettings settings = quickSettings();
        settings.drainDeadline = milliseconds(100);
        TestServer server(settings);
        WireClient client(server.port());
        client.send("GET / HTTP/1.1\r\n");
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().bytesIn == 16; }));
        server.server.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, server.server.counters().open.load());
    }

    void stoppingTwiceOrWithoutStartIsAllowed() {
        TestServer server;
        server.server.stop();
        server.server.stop();
        TestApplication application;
        Server neverStarted(quickSettings(), application);
        neverStarted.wakeStreams();
        neverStarted.stop();
    }

private:
    static bool refuses(std::uint16_t port) {
        try {
            const WireClient client(port);
            return false;
        } catch (const std::runtime_error&) {
            return true;
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DrainTest);

} // namespace tenon::http::test
