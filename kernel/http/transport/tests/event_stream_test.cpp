#include "test_server.h"
#include "wire_client.h"

#include <kernel/http/transport/event_source.h>

#include <cppunit/extensions/HelperMacros.h>

#include <mutex>

namespace tenon::http::test {

namespace {

using std::chrono::milliseconds;

const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Gives out what the test says.
class Script : public EventSource {
public:
    void say(const std::string& events) {
        const std::scoped_lock lock(_mutex);
        _said += events;
    }

    void end() {
        const std::scoped_lock lock(_mutex);
        _ended = true;
    }

    State next(std::string& out) override {
        const std::scoped_lock lock(_mutex);
        out += std::exchange(_said, {});
        return _ended ? State::Finished : State::Open;
    }

private:
    std::mutex _mutex;
    std::string _said;
    bool _ended = false;
};

} // namespace

class EventStreamTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EventStreamTest);
    CPPUNIT_TEST(eventsArriveInOrderAfterEachWakeUp);
    CPPUNIT_TEST(aFinishedStreamIsSentToItsEndAndClosed);
    CPPUNIT_TEST(aSilentStreamHasAHeartbeat);
    CPPUNIT_TEST(aClientThatLeavesEndsItsStream);
    CPPUNIT_TEST(aSlowReaderGetsEverythingInTheEnd);
    CPPUNIT_TEST(aReaderFarBehindIsCut);
    CPPUNIT_TEST(aReaderThatStopsReadingIsCut);
    CPPUNIT_TEST(manyStreamsNeedNoThreads);
    CPPUNIT_TEST(drainingSendsWhatIsReadyAndEndsTheStreams);
    CPPUNIT_TEST(headOfAStreamHasNoBody);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _settings = quickSettings(); }

    void eventsArriveInOrderAfterEachWakeUp() {
        start();
        WireClient client(_server->port());
        const Received received = client.ask(request);
        CPPUNIT_ASSERT_EQUAL(std::string("text/event-stream"), received.fields.at("content-type"));
        CPPUNIT_ASSERT(!received.fields.contains("content-length"));
        for (int i = 0; i < 200; ++i) {
            const std::string event = "id: " + std::to_string(i) + "\ndata: x\n\n";
            say(event);
            CPPUNIT_ASSERT_EQUAL(event, client.receiveUntil("\n\n"));
        }
    }

    void aFinishedStreamIsSentToItsEndAndClosed() {
        start();
        _script->say("data: last\n\n");
        _script->end();
        WireClient client(_server->port());
        client.send(request);
        CPPUNIT_ASSERT(client.receiveAll().ends_with("\r\n\r\ndata: last\n\n"));
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().open == 0; }));
    }

    void aSilentStreamHasAHeartbeat() {
        _settings.heartbeat = milliseconds(40);
        start();
        WireClient client(_server->port());
        client.ask(request);
        CPPUNIT_ASSERT_EQUAL(std::string(":\n\n"), client.receiveUntil("\n\n"));
        CPPUNIT_ASSERT_EQUAL(std::string(":\n\n"), client.receiveUntil("\n\n"));
    }

    void aClientThatLeavesEndsItsStream() {
        start();
        WireClient client(_server->port());
        client.ask(request);
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().streams == 1; }));
        _server->application.onHandle = TestApplication::echo;
        client.close();
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().streams == 0; }));
        CPPUNIT_ASSERT(eventually([&] { return _script.use_count() == 1; }));
    }

    void aSlowReaderGetsEverythingInTheEnd() {
        _settings.eventBacklog = 100 * 1024 * 1024;
        _settings.heartbeat = std::chrono::hours(1); // does not help
        start();
        WireClient client(_server->port(), 65536);
        client.ask(request);
        std::string said;
        for (int i = 0; i < 20; ++i) {
            const std::string event = "data: " + std::string(500'000, static_cast<char>('a' + i)) + "\n\n";
            said += event;
            say(event);
        }
        say("data: end\n\n");
        CPPUNIT_ASSERT(client.receiveUntil("data: end\n\n") == said + "data: end\n\n");
    }

    void aReaderFarBehindIsCut() {
        start();
        WireClient client(_server->port(), 65536);
        client.ask(request);
        say(std::string(20'000'000, 'x'));
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().cutStreams == 1; }));
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().open == 0; }));
    }

    void aReaderThatStopsReadingIsCut() {
        _settings.sendGrace = milliseconds(50);
        _settings.heartbeat = milliseconds(40);
        _settings.eventBacklog = 100 * 1024 * 1024;
        start();
        WireClient client(_server->port(), 65536);
        client.ask(request);
        say(std::string(20'000'000, 'x'));
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().cutStreams == 1; }));
    }

    void manyStreamsNeedNoThreads() {
        start();
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 500; ++i) {
            clients.emplace_back(std::make_unique<WireClient>(_server->port()))->send(request);
        }
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().streams == 500; }));
        _server->application.onHandle = TestApplication::echo;
        CPPUNIT_ASSERT_EQUAL(200, WireClient(_server->port()).ask(request).status);
        _script->end();
        _server->server.wakeStreams();
        for (const auto& client : clients) {
            CPPUNIT_ASSERT(client->receiveAll().starts_with("HTTP/1.1 200 OK\r\n"));
        }
    }

    void drainingSendsWhatIsReadyAndEndsTheStreams() {
        start();
        WireClient client(_server->port());
        client.ask(request);
        CPPUNIT_ASSERT(eventually([&] { return _server->server.counters().streams == 1; }));
        _script->say("data: bye\n\n");
        _server->server.stop();
        CPPUNIT_ASSERT_EQUAL(std::string("data: bye\n\n"), client.receiveAll());
    }

    void headOfAStreamHasNoBody() {
        start();
        _script->say("data: x\n\n");
        WireClient client(_server->port());
        client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
        CPPUNIT_ASSERT(client.receiveAll().ends_with("\r\n\r\n"));
    }

private:
    void start() {
        _script = std::make_shared<Script>();
        _server = std::make_unique<TestServer>(_settings);
        _server->application.onHandle = [script = _script](const Message&, Answer& answer) {
            answer.add("Content-Type", "text/event-stream");
            answer.body = std::shared_ptr<EventSource>(script);
        };
    }

    void say(const std::string& events) {
        _script->say(events);
        _server->server.wakeStreams();
    }

    ServerSettings _settings;
    std::shared_ptr<Script> _script;
    std::unique_ptr<TestServer> _server;
};

CPPUNIT_TEST_SUITE_REGISTRATION(EventStreamTest);

} // namespace tenon::http::test
