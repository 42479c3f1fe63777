/// What a client may take of the server: time, connections, requests at once, memory.

#include "test_server.h"
#include "wire_client.h"

#include <kernel/http/transport/mapped_body.h>

#include <tenon/blocking.h>

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <condition_variable>
#include <dirent.h>
#include <mutex>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace tenon::http::test {

namespace {

using std::chrono::milliseconds;

const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Holds the handlers that come to it until it is opened.
class Gate {
public:
    void pass() {
        std::unique_lock lock(_mutex);
        ++_waiting;
        _opened.wait(lock, [this] { return _open; });
    }

    void open() {
        const std::scoped_lock lock(_mutex);
        _open = true;
        _opened.notify_all();
    }

    int waiting() {
        const std::scoped_lock lock(_mutex);
        return _waiting;
    }

private:
    std::mutex _mutex;
    std::condition_variable _opened;
    bool _open = false;
    int _waiting = 0;
};

std::size_t filesIn(const std::string& directory) {
    std::size_t files = 0;
    DIR* open = ::opendir(directory.c_str());
    while (const dirent* entry = ::readdir(open)) {
        files += entry->d_name[0] != '.' ? 1 : 0;
    }
    ::closedir(open);
    return files;
}

} // namespace

class LimitsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LimitsTest);
    CPPUNIT_TEST(aHeaderThatIsNotFinishedInTimeIsAnsweredWith408);
    CPPUNIT_TEST(aHeaderThatDripsInIsCutAllTheSame);
    CPPUNIT_TEST(aBodyThatIsTooSlowIsAnsweredWith408);
    CPPUNIT_TEST(anIdleConnectionIsClosed);
    CPPUNIT_TEST(aReaderThatDoesNotReadIsCut);
    CPPUNIT_TEST(aLongBodyIsSpooledToAFileWithoutName);
    CPPUNIT_TEST(theBeginningOfASpooledBodyMayStayInMemory);
    CPPUNIT_TEST(aBodyThatCannotBeStoredIsAnsweredWith503);
    CPPUNIT_TEST(requestsBeyondTheBoundAreAnsweredWith503);
    CPPUNIT_TEST(aBlockedWorkerIsReplaced);
    CPPUNIT_TEST(workersStuckOutsideOfARegionAreReplacedToo);
    CPPUNIT_TEST(connectionsOfOnePeerAreCapped);
    CPPUNIT_TEST(allConnectionsAreCapped);
    CPPUNIT_TEST(withoutDescriptorsTheServerServesWhomItHas);
    CPPUNIT_TEST_SUITE_END();

public:
    void aHeaderThatIsNotFinishedInTimeIsAnsweredWith408() {
        ServerSettings settings = quickSettings();
        settings.headerTimeout = milliseconds(50);
        const TestServer server(settings);
        WireClient client(server.port());
        client.send("GET / HTTP/1.1\r\nHost:");
        CPPUNIT_ASSERT_EQUAL(408, client.receive().status);
        CPPUNIT_ASSERT(client.isClosed());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, server.server.counters().headerTimeouts.load());
    }

    void aHeaderThatDripsInIsCutAllTheSame() {
        ServerSettings settings = quickSettings();
        settings.headerTimeout = milliseconds(100);
        const TestServer server(settings);
        WireClient client(server.port());
        client.send("GET / HTTP/1.1\r\nX: ");
        CPPUNIT_ASSERT(eventually([&] { return !client.send("x") || server.server.counters().headerTimeouts == 1; }));
    }

    void aBodyThatIsTooSlowIsAnsweredWith408() {
        ServerSettings settings = quickSettings();
        settings.bodyGrace = milliseconds(50);
        const TestServer server(settings);
        for (const auto* framing : {"Content-Length: 9999", "Transfer-Encoding: chunked"}) {
            WireClient client(server.port());
            client.send("POST / HTTP/1.1\r\nHost: a\r\n" + std::string(framing) + "\r\n\r\nffffff\r\nx");
            CPPUNIT_ASSERT_EQUAL(408, client.receive().status);
            CPPUNIT_ASSERT(client.isClosed());
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, server.server.counters().bodyTimeouts.load());
    }

    void anIdleConnectionIsClosed() {
        ServerSettings settings = quickSettings();
        settings.keepAlive = milliseconds(50);
        const TestServer server(settings);
        WireClient silent(server.port());
        WireClient idle(server.port());
        CPPUNIT_ASSERT_EQUAL(200, idle.ask(request).status);
        CPPUNIT_ASSERT(silent.isClosed());
        CPPUNIT_ASSERT(idle.isClosed());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, server.server.counters().idleTimeouts.load());
    }

    void aReaderThatDoesNotReadIsCut() {
        ServerSettings settings = quickSettings();
        settings.sendGrace = milliseconds(50);
        settings.minimumRate =
            100'000; // many seconds for what the system takes, few milliseconds for what the client does
        TestServer server(settings);
        server.application.onHandle = [](const Message&, Answer& answer) {
            answer.body = std::string(20'000'000, 'x');
        };
        WireClient client(server.port(), 4096);
        client.send(request);
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().sendTimeouts == 1; }));
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().open == 0; }));
    }

    void aLongBodyIsSpooledToAFileWithoutName() {
        ServerSettings settings = quickSettings();
        settings.memoryBody = 1000;
        std::string directory = "/tmp/tenon-spool-XXXXXX";
        CPPUNIT_ASSERT(::mkdtemp(directory.data()) != nullptr);
        settings.spoolDirectory = directory;
        TestServer server(settings);
        server.application.onHandle = [&](const Message& message, Answer& answer) {
            CPPUNIT_ASSERT_EQUAL(message.bodySize > 1000, message.spoolFd >= 0);
            CPPUNIT_ASSERT_EQUAL(std::size_t{0}, filesIn(directory));
            const MappedBody body(message);
            answer.body = std::string(body.bytes());
        };
        WireClient client(server.port());
        for (const std::size_t size : {1000U, 1001U, 300'000U}) {
            const std::string body(size, static_cast<char>('a' + size % 26));
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + body);
            CPPUNIT_ASSERT(client.receive().body == body);
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, server.server.counters().spooledBodies.load());
        ::rmdir(directory.c_str());
    }

    void theBeginningOfASpooledBodyMayStayInMemory() {
        ServerSettings settings = quickSettings();
        settings.memoryBody = 10'000;
        TestServer server(settings);
        std::atomic<std::size_t> wanted{0};
        server.application.onAdmit = [&](const Message&) {
            Admission admission = TestApplication::admitAll({});
            admission.split = [&](std::string_view) { return wanted.load(); };
            return admission;
        };
        server.application.onHandle = [&](const Message& message, Answer& answer) {
            CPPUNIT_ASSERT_EQUAL(wanted.load(), message.body.size());
            struct stat facts {};
            CPPUNIT_ASSERT_EQUAL(0, ::fstat(message.spoolFd, &facts));
            CPPUNIT_ASSERT_EQUAL(message.bodySize - wanted, static_cast<std::uint64_t>(facts.st_size));
            const MappedBody body(message);
            answer.body = std::string(body.bytes());
        };
        WireClient client(server.port());
        std::string body;
        for (int i = 0; body.size() < 50'000; ++i) {
            body += std::to_string(i);
        }
        for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 8192U}) {
            wanted = size;
            constexpr std::size_t inMemory = 9000; // when the rest comes
            const std::uint64_t before = server.server.counters().bytesIn;
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
            client.send(body.substr(0, inMemory));
            CPPUNIT_ASSERT(eventually([&] { return server.server.counters().bytesIn > before + inMemory; }));
            client.send(body.substr(inMemory));
            CPPUNIT_ASSERT(client.receive().body == body);
        }
    }

    void aBodyThatCannotBeStoredIsAnsweredWith503() {
        ServerSettings settings = quickSettings();
        settings.memoryBody = 0;
        settings.spoolDirectory = "/nonexistent";
        const TestServer server(settings);
        WireClient client(server.port());
        const Received received = client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
        CPPUNIT_ASSERT_EQUAL(503, received.status);
        CPPUNIT_ASSERT(client.isClosed());
    }

    void requestsBeyondTheBoundAreAnsweredWith503() {
        ServerSettings settings = quickSettings();
        settings.maxInFlight = 3;
        Gate gate;
        TestServer server(settings);
        server.application.onHandle = [&](const Message&, Answer&) {
            const BlockingRegion region;
            gate.pass();
        };
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.emplace_back(std::make_unique<WireClient>(server.port()))->send(request);
        }
        CPPUNIT_ASSERT(eventually([&] { return gate.waiting() == 3; }));
        WireClient refused(server.port());
        for (int i = 0; i < 2; ++i) { // the connection stays: nothing is wrong with it
            const Received received = refused.ask(request);
            CPPUNIT_ASSERT_EQUAL(503, received.status);
            CPPUNIT_ASSERT(received.fields.contains("retry-after"));
        }
        gate.open();
        for (const auto& client : clients) {
            CPPUNIT_ASSERT_EQUAL(200, client->receive().status);
        }
        CPPUNIT_ASSERT_EQUAL(200, refused.ask(request).status);
    }

    void aBlockedWorkerIsReplaced() {
        ServerSettings settings = quickSettings();
        settings.workers = 1;
        settings.tick = std::chrono::hours(1); // the clock does not help
        Gate gate;
        TestServer server(settings);
        server.application.onHandle = [&](const Message& message, Answer&) {
            if (message.path == "/wait") {
                const BlockingRegion region;
                gate.pass();
            }
        };
        std::vector<std::unique_ptr<WireClient>> waiting;
        for (int i = 1; i <= 20; ++i) {
            waiting.emplace_back(std::make_unique<WireClient>(server.port()))
                ->send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
            CPPUNIT_ASSERT(eventually([&] { return gate.waiting() == i; }));
            CPPUNIT_ASSERT_EQUAL(200, WireClient(server.port()).ask(request).status);
        }
        gate.open();
        for (const auto& client : waiting) {
            CPPUNIT_ASSERT_EQUAL(200, client->receive().status);
        }
        for (int i = 0; i < 50; ++i) { // those that are too many have parked, and none is missing
            CPPUNIT_ASSERT_EQUAL(200, waiting.at(static_cast<std::size_t>(i % 20))->ask(request).status);
        }
    }

    void workersStuckOutsideOfARegionAreReplacedToo() {
        Gate gate;
        TestServer server;
        server.application.onHandle = [&](const Message& message, Answer&) {
            if (message.path == "/stuck") {
                gate.pass();
            }
        };
        WireClient first(server.port());
        WireClient second(server.port());
        first.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
        second.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
        CPPUNIT_ASSERT(eventually([&] { return gate.waiting() == 2; }));
        CPPUNIT_ASSERT_EQUAL(200, WireClient(server.port()).ask(request).status);
        gate.open();
        CPPUNIT_ASSERT_EQUAL(200, first.receive().status);
        CPPUNIT_ASSERT_EQUAL(200, second.receive().status);
    }

    void connectionsOfOnePeerAreCapped() {
        ServerSettings settings = quickSettings();
        settings.maxConnectionsPerPeer = 2;
        settings.uncappedPeers.clear();
        const TestServer server(settings);
        WireClient first(server.port());
        WireClient second(server.port());
        CPPUNIT_ASSERT_EQUAL(200, first.ask(request).status);
        CPPUNIT_ASSERT_EQUAL(200, second.ask(request).status);
        WireClient third(server.port());
        CPPUNIT_ASSERT_EQUAL(429, third.ask(request).status);
        CPPUNIT_ASSERT(third.isClosed());
        first.close();
        third.close();
        CPPUNIT_ASSERT(eventually([&] { return server.server.counters().open == 1; }));
        CPPUNIT_ASSERT_EQUAL(200, WireClient(server.port()).ask(request).status);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, server.server.counters().refusedConnections.load());
    }

    void allConnectionsAreCapped() {
        ServerSettings settings = quickSettings();
        settings.maxConnections = 2;
        const TestServer server(settings);
        WireClient first(server.port());
        WireClient second(server.port());
        CPPUNIT_ASSERT_EQUAL(200, first.ask(request).status);
        CPPUNIT_ASSERT_EQUAL(200, second.ask(request).status);
        CPPUNIT_ASSERT_EQUAL(503, WireClient(server.port()).ask(request).status);
        CPPUNIT_ASSERT_EQUAL(200, first.ask(request).status);
    }

    void withoutDescriptorsTheServerServesWhomItHas() {
        const TestServer server;
        WireClient served(server.port());
        CPPUNIT_ASSERT_EQUAL(200, served.ask(request).status);
        WireClient waiting; // has its own descriptor already
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        rlimit none = before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_NOFILE, &none);
        waiting.connect(server.port());
        waiting.send(request);
        const bool paused = eventually([&] { return server.server.counters().acceptPauses > 1; });
        const int status = served.ask(request).status;
        ::setrlimit(RLIMIT_NOFILE, &before);
        CPPUNIT_ASSERT(paused);
        CPPUNIT_ASSERT_EQUAL(200, status);
        CPPUNIT_ASSERT_EQUAL(200, waiting.receive().status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LimitsTest);

} // namespace tenon::http::test
