/// Connections from request to request: order, persistence, and the ways answers are framed.

#include "test_server.h"
#include "wire_client.h"

#include <cppunit/extensions/HelperMacros.h>

#include <future>
#include <stdlib.h>

namespace tenon::http::test {

namespace {

std::string get(const std::string& target, const std::string& fields = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

/// An unlinked file with this content.
FileBody fileWith(const std::string& content, std::uint64_t offset, std::uint64_t length) {
    std::string name = "/tmp/tenon-test-XXXXXX";
    const int fd = ::mkstemp(name.data());
    ::unlink(name.c_str());
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(content.size()), ::write(fd, content.data(), content.size()));
    return {fd, offset, length};
}

std::string pattern(std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>('a' + i / 7 % 26);
    }
    return text;
}

} // namespace

class ConnectionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConnectionTest);
    CPPUNIT_TEST(aConnectionServesManyRequests);
    CPPUNIT_TEST(pipelinedRequestsAreAnsweredInOrder);
    CPPUNIT_TEST(pipelinedRequestsWaitForASlowReader);
    CPPUNIT_TEST(theClientDecidesWhetherTheConnectionStays);
    CPPUNIT_TEST(theApplicationMayEndTheConnection);
    CPPUNIT_TEST(aHalfClosedClientGetsItsAnswer);
    CPPUNIT_TEST(aRequestIsAbandonedOnceItsClientHasLeft);
    CPPUNIT_TEST(headHasTheLengthOfGetAndNoBody);
    CPPUNIT_TEST(answersWithoutContentHaveNoLength);
    CPPUNIT_TEST(aLongBodyArrivesWhole);
    CPPUNIT_TEST(aPartOfAFileArrivesWhole);
    CPPUNIT_TEST(aFileThatIsTooShortEndsTheConnection);
    CPPUNIT_TEST(theClientIsToldToGoOnWhenItsBodyIsAdmitted);
    CPPUNIT_TEST(aRefusedBodyIsNotAskedForAndTheAnswerCanBeRead);
    CPPUNIT_TEST(aRefusedClientMaySendAllOfItsBodyBeforeItReads);
    CPPUNIT_TEST(theBodyOfARefusedRequestIsNeverTakenForARequest);
    CPPUNIT_TEST(whatIsNoRequestIsRefusedWithTheAddressOfItsSender);
    CPPUNIT_TEST(theMessageCarriesWhatTheClientSent);
    CPPUNIT_TEST(eachListenerHasItsIndexAndPort);
    CPPUNIT_TEST(anAddressInUseIsNamedInTheError);
    CPPUNIT_TEST_SUITE_END();

public:
    void aConnectionServesManyRequests() {
        WireClient client(_server.port());
        for (int i = 0; i < 100; ++i) {
            const Received received = client.ask(get("/" + std::to_string(i)));
            CPPUNIT_ASSERT_EQUAL(200, received.status);
            CPPUNIT_ASSERT_EQUAL("GET /" + std::to_string(i) + ' ', received.body);
            CPPUNIT_ASSERT(!received.fields.contains("connection"));
            CPPUNIT_ASSERT_EQUAL(std::size_t{29}, received.fields.at("date").size());
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, _server.server.counters().accepted.load());
    }

    void pipelinedRequestsAreAnsweredInOrder() {
        std::string requests;
        for (int i = 0; i < 3000; ++i) { // more than one read of the server
            requests += get("/" + std::to_string(i));
            requests += "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
        }
        WireClient client(_server.port());
        std::thread sender([&] { client.send(requests); });
        for (int i = 0; i < 3000; ++i) {
            CPPUNIT_ASSERT_EQUAL("GET /" + std::to_string(i) + ' ', client.receive().body);
            CPPUNIT_ASSERT_EQUAL(std::string("POST /b x"), client.receive().body);
        }
        sender.join();
    }

    void pipelinedRequestsWaitForASlowReader() {
        const std::string large = pattern(8 * 1024 * 1024);
        _server.application.onHandle = [&](const Message& message, Answer& answer) {
            answer.body = message.path == "/large" ? large : std::string(message.path);
        };
        WireClient client(_server.port(), 65536);
        client.send(get("/large") + get("/next") + get("/large") + get("/last"));
        CPPUNIT_ASSERT(eventually([&] { return _server.server.counters().requests == 1; }));
        CPPUNIT_ASSERT_EQUAL(std::string("other"), [&] {
            return WireClient(_server.port()).ask(get("/other")).body.substr(1);
        }());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, _server.server.counters().requests.load());
        CPPUNIT_ASSERT(client.receive().body == large);
        CPPUNIT_ASSERT_EQUAL(std::string("/next"), client.receive().body);
        CPPUNIT_ASSERT(client.receive().body == large);
        CPPUNIT_ASSERT_EQUAL(std::string("/last"), client.receive().body);
    }

    void theClientDecidesWhetherTheConnectionStays() {
        WireClient closing(_server.port());
        CPPUNIT_ASSERT_EQUAL(
            std::string("close"), closing.ask(get("/", "Connection: x, Close\r\n")).fields.at("connection")
        );
        CPPUNIT_ASSERT(closing.isClosed());
        WireClient old(_server.port());
        CPPUNIT_ASSERT_EQUAL(std::string("close"), old.ask("GET / HTTP/1.0\r\n\r\n").fields.at("connection"));
        CPPUNIT_ASSERT(old.isClosed());
        WireClient keeping(_server.port());
        for (int i = 0; i < 2; ++i) {
            const Received received = keeping.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            CPPUNIT_ASSERT_EQUAL(std::string("keep-alive"), received.fields.at("connection"));
        }
    }

    void theApplicationMayEndTheConnection() {
        _server.application.onHandle = [](const Message&, Answer& answer) { answer.close = true; };
        WireClient client(_server.port());
        client.send(get("/") + get("/"));
        CPPUNIT_ASSERT_EQUAL(std::string("close"), client.receive().fields.at("connection"));
        CPPUNIT_ASSERT(client.isClosed());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, _server.server.counters().requests.load());
    }

    void aRequestIsAbandonedOnceItsClientHasLeft() {
        TestServer server;
        std::promise<bool> atFirst;
        std::promise<bool> afterwards;
        server.application.onHandle = [&](const Message& message, Answer&) {
            atFirst.set_value(message.isAbandoned());
            afterwards.set_value(eventually([&] { return message.isAbandoned(); }));
        };
        WireClient client(server.port());
        client.send(get("/"));
        CPPUNIT_ASSERT(!atFirst.get_future().get());
        client.close();
        CPPUNIT_ASSERT(afterwards.get_future().get());
    }

    void aHalfClosedClientGetsItsAnswer() {
        WireClient client(_server.port());
        client.send(get("/"));
        client.finish();
        CPPUNIT_ASSERT_EQUAL(200, client.receive().status);
        CPPUNIT_ASSERT(client.isClosed());
    }

    void headHasTheLengthOfGetAndNoBody() {
        _server.application.onHandle = [](const Message& message, Answer& answer) {
            if (message.path == "/file") {
                answer.body = fileWith("0123456789", 0, 10);
            } else {
                answer.body = std::string("0123456789");
            }
        };
        WireClient client(_server.port());
        for (const auto* path : {"/", "/file"}) {
            client.send("HEAD " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            CPPUNIT_ASSERT_EQUAL(std::string("10"), client.receive(true).fields.at("content-length"));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("0123456789"), client.ask(get("/")).body);
    }

    void answersWithoutContentHaveNoLength() {
        _server.application.onHandle = [](const Message& message, Answer& answer) {
            answer.status = std::stoi(std::string(message.path.substr(1)));
            answer.body = std::string("never sent");
        };
        WireClient client(_server.port());
        for (const auto* status : {"204", "304"}) {
            const Received received = client.ask(get("/" + std::string(status)));
            CPPUNIT_ASSERT_EQUAL(std::string(status), std::to_string(received.status));
            CPPUNIT_ASSERT(!received.fields.contains("content-length"));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("never sent"), client.ask(get("/200")).body);
    }

    void aLongBodyArrivesWhole() {
        const std::string large = pattern(20 * 1024 * 1024);
        _server.application.onHandle = [&](const Message&, Answer& answer) { answer.body = large; };
        WireClient client(_server.port());
        CPPUNIT_ASSERT(client.ask(get("/")).body == large);
        CPPUNIT_ASSERT(client.ask(get("/")).body == large);
    }

    void aPartOfAFileArrivesWhole() {
        const std::string content = pattern(10 * 1024 * 1024);
        _server.application.onHandle = [&](const Message& message, Answer& answer) {
            answer.body =
                message.path == "/empty" ? fileWith("", 0, 0) : fileWith(content, 1000, content.size() - 2000);
        };
        WireClient client(_server.port());
        CPPUNIT_ASSERT(client.ask(get("/")).body == content.substr(1000, content.size() - 2000));
        CPPUNIT_ASSERT_EQUAL(std::string("0"), client.ask(get("/empty")).fields.at("content-length"));
    }

    void aFileThatIsTooShortEndsTheConnection() {
        _server.application.onHandle = [](const Message&, Answer& answer) { answer.body = fileWith("short", 0, 50); };
        WireClient client(_server.port());
        client.send(get("/"));
        CPPUNIT_ASSERT(client.receiveAll().ends_with("\r\n\r\nshort"));
    }

    void theClientIsToldToGoOnWhenItsBodyIsAdmitted() {
        WireClient client(_server.port());
        const std::string header = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";
        client.send(header);
        CPPUNIT_ASSERT_EQUAL(std::string("HTTP/1.1 100 Continue\r\n\r\n"), client.receiveUntil("\r\n\r\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("POST / body"), client.ask("body").body);
        CPPUNIT_ASSERT_EQUAL(std::string("POST / body"), client.ask(header + "body").body); // it did not wait
    }

    void aRefusedBodyIsNotAskedForAndTheAnswerCanBeRead() {
        _server.application.onAdmit = [](const Message& head) {
            CPPUNIT_ASSERT_EQUAL(std::string_view("/upload"), head.path);
            Admission admission;
            admission.refusal.emplace();
            admission.refusal->status = 401;
            return admission;
        };
        WireClient client(_server.port());
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\nExpect: 100-continue\r\n\r\n");
        client.send(std::string(600'000, 'x')); // impatient
        const Received received = client.receive();
        CPPUNIT_ASSERT_EQUAL(401, received.status);
        CPPUNIT_ASSERT_EQUAL(std::string("close"), received.fields.at("connection"));
        CPPUNIT_ASSERT(client.isClosed());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, _server.server.counters().requests.load());
    }

    void aRefusedClientMaySendAllOfItsBodyBeforeItReads() {
        _server.application.onAdmit = [](const Message&) { return Admission{.maxBody = 0, .refusal = {}}; };
        const std::string body(1024 * 1024, 'x');
        WireClient client(_server.port());
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(20 * body.size()) + "\r\n\r\n");
        for (int i = 0; i < 20; ++i) {
            CPPUNIT_ASSERT(client.send(body));
        }
        CPPUNIT_ASSERT_EQUAL(413, client.receive().status);
        CPPUNIT_ASSERT(client.isClosed());
    }

    void theBodyOfARefusedRequestIsNeverTakenForARequest() {
        std::promise<void> entered;
        std::promise<void> sent;
        _server.application.onAdmit = [](const Message& head) {
            return Admission{.maxBody = head.path == "/refused" ? 0U : 64U * 1024U * 1024U, .refusal = {}};
        };
        _server.application.onHandle = [&](const Message& message, Answer&) {
            if (message.path == "/wait") {
                entered.set_value();
                sent.get_future().wait();
            }
        };
        const std::string head = "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
        WireClient client(_server.port());
        const std::string widening(8 * 1024 * 1024, 'x'); // the system's buffer grows with what comes
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(widening.size()) + "\r\n\r\n");
        CPPUNIT_ASSERT_EQUAL(200, client.ask(widening).status);
        client.send(get("/wait"));
        entered.get_future().wait();
        // By the time the server reads again, there is more than it takes at once: what it takes next begins like this.
        client.send(head + std::string(65536 - head.size(), 'x') + get("/smuggled"));
        sent.set_value();
        CPPUNIT_ASSERT_EQUAL(200, client.receive().status);
        CPPUNIT_ASSERT_EQUAL(413, client.receive().status);
        CPPUNIT_ASSERT(client.isClosed());
        client.close();
        CPPUNIT_ASSERT(eventually([&] { return _server.server.counters().open == 0; }));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, _server.server.counters().requests.load());
    }

    void whatIsNoRequestIsRefusedWithTheAddressOfItsSender() {
        WireClient client(_server.port());
        CPPUNIT_ASSERT_EQUAL(std::string("refused 127.0.0.1"), client.ask("nonsense\r\n\r\n").body);
    }

    void theMessageCarriesWhatTheClientSent() {
        _server.application.onHandle = [](const Message& message, Answer& answer) {
            CPPUNIT_ASSERT_EQUAL(std::string_view("/p%20q?a=%2F&b"), message.target);
            CPPUNIT_ASSERT_EQUAL(std::string_view("/p%20q"), message.path);
            CPPUNIT_ASSERT_EQUAL(std::string_view("a=%2F&b"), message.query);
            CPPUNIT_ASSERT_EQUAL(std::string_view("127.0.0.1"), message.peer);
            CPPUNIT_ASSERT(message.header("x-mixed") == "a  B");
            CPPUNIT_ASSERT(!message.header("x-none"));
            answer.status = 202;
        };
        CPPUNIT_ASSERT_EQUAL(
            202, WireClient(_server.port()).ask(get("/p%20q?a=%2F&b", "X-MiXed: \t a  B \r\n")).status
        );
    }

    void eachListenerHasItsIndexAndPort() {
        ServerSettings settings = quickSettings();
        settings.listeners = {"127.0.0.1:0", "127.0.0.1:0"};
        TestServer server(settings);
        server.application.onHandle = [](const Message& message, Answer& answer) {
            answer.body = std::to_string(message.listener);
        };
        CPPUNIT_ASSERT_EQUAL(std::string("0"), WireClient(server.server.port(0)).ask(get("/")).body);
        CPPUNIT_ASSERT_EQUAL(std::string("1"), WireClient(server.server.port(1)).ask(get("/")).body);
    }

    void anAddressInUseIsNamedInTheError() {
        ServerSettings settings = quickSettings();
        const std::string taken = "127.0.0.1:" + std::to_string(_server.port());
        settings.listeners = {taken};
        try {
            const TestServer second(settings);
            CPPUNIT_FAIL("two servers listen on one port");
        } catch (const std::runtime_error& error) {
            CPPUNIT_ASSERT(std::string(error.what()).find(taken) != std::string::npos);
        }
    }

private:
    TestServer _server;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ConnectionTest);

} // namespace tenon::http::test
