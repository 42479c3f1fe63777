/// Calls to servers that mean well and to others.

#include "loopback_server.h"

#include <tenon/error.h>
#include <tenon/outbound.h>

#include <Poco/Net/NetException.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <future>

namespace tenon::test {

namespace {

using Poco::Net::StreamSocket;

/// Answers each request with the same text.
LoopbackServer::Serve answering(const std::string& answer) {
    return [answer](StreamSocket& socket) {
        static_cast<void>(requestFrom(socket));
        sendAll(socket, answer);
    };
}

const std::string fine = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

OutboundSettings toLoopback() { return {.allowedNetworks = {"127.0.0.1"}}; }

} // namespace

class CallTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CallTest);
    CPPUNIT_TEST(aCallArrivesAsItWasMade);
    CPPUNIT_TEST(everyStatusIsAnAnswer);
    CPPUNIT_TEST(redirectsAreNotFollowed);
    CPPUNIT_TEST(aNameIsLookedUpOnceAndItsAddressCalled);
    CPPUNIT_TEST(aLongAnswerIsBrokenOff);
    CPPUNIT_TEST(aSlowAnswerIsBrokenOff);
    CPPUNIT_TEST(aServerThatIsSilentIsLeft);
    CPPUNIT_TEST(whatIsNoHttpIsAFailure);
    CPPUNIT_TEST(halfAnAnswerIsAFailure);
    CPPUNIT_TEST(aClosedPortIsAFailure);
    CPPUNIT_TEST(aCertificateIsGoodForItsHostAlone);
    CPPUNIT_TEST(aCertificateOfNobodyIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void aCallArrivesAsItWasMade() {
        std::promise<std::string> received;
        const LoopbackServer server([&](StreamSocket& socket) {
            received.set_value(requestFrom(socket));
            sendAll(socket, fine);
        });
        const Outbound outbound(toLoopback());
        const OutboundAnswer answer = outbound.call(
            {.method = "POST",
             .url = "http://" + server.authority() + "/a?b=c",
             .headers = {{"X-Test", "yes"}},
             .body = "text"}
        );
        CPPUNIT_ASSERT_EQUAL(200, answer.status);
        CPPUNIT_ASSERT_EQUAL(std::string("fine"), answer.body);
        const std::string request = received.get_future().get();
        CPPUNIT_ASSERT(request.starts_with("POST /a?b=c HTTP/1.1\r\n"));
        CPPUNIT_ASSERT(request.find("\r\nHost: " + server.authority() + "\r\n") != std::string::npos);
        CPPUNIT_ASSERT(request.find("\r\nX-Test: yes\r\n") != std::string::npos);
        CPPUNIT_ASSERT(request.ends_with("\r\n\r\ntext"));
    }

    void everyStatusIsAnAnswer() {
        const LoopbackServer server(answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        CPPUNIT_ASSERT_EQUAL(503, Outbound(toLoopback()).call({.url = urlOf(server)}).status);
    }

    void redirectsAreNotFollowed() {
        const LoopbackServer server(
            answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n")
        );
        CPPUNIT_ASSERT_EQUAL(302, Outbound(toLoopback()).call({.url = urlOf(server)}).status);
        CPPUNIT_ASSERT_EQUAL(1, server.connections());
    }

    /// A name server that says something else the second time has nobody to say it to.
    void aNameIsLookedUpOnceAndItsAddressCalled() {
        const LoopbackServer server(answering(fine));
        int asked = 0;
        OutboundSettings settings = toLoopback();
        settings.resolve = [&asked](const std::string&) {
            return std::vector<std::string>{asked++ == 0 ? "127.0.0.1" : "169.254.169.254"};
        };
        const Outbound outbound(std::move(settings));
        CPPUNIT_ASSERT_EQUAL(200, outbound.call({.url = "http://" + server.authority("hooks.example")}).status);
        CPPUNIT_ASSERT_EQUAL(1, asked);
        CPPUNIT_ASSERT_EQUAL(1, server.connections());
    }

    void aLongAnswerIsBrokenOff() {
        const LoopbackServer server([](StreamSocket& socket) {
            static_cast<void>(requestFrom(socket));
            sendAll(socket, "HTTP/1.1 200 OK\r\n\r\n");
            for (;;) {
                sendAll(socket, std::string(65536, 'x'));
            }
        });
        OutboundSettings settings = toLoopback();
        settings.answerBytes = 100'000;
        CPPUNIT_ASSERT_THROW(Outbound(std::move(settings)).call({.url = urlOf(server)}), Unavailable);
    }

    /// Each byte comes well before the time is over.
    void aSlowAnswerIsBrokenOff() {
        const LoopbackServer server([](StreamSocket& socket) {
            static_cast<void>(requestFrom(socket));
            sendAll(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
            char byte = 0;
            socket.setReceiveTimeout(Poco::Timespan(0, 20'000));
            for (;;) {
                sendAll(socket, "x");
                try {
                    if (socket.receiveBytes(&byte, 1) == 0) {
                        return;
                    }
                } catch (const Poco::TimeoutException&) {
                    continue;
                }
            }
        });
        expectGivenUp(server);
    }

    void aServerThatIsSilentIsLeft() {
        const LoopbackServer server([](StreamSocket& socket) {
            char byte = 0;
            while (socket.receiveBytes(&byte, 1) > 0) {
            }
        });
        expectGivenUp(server);
    }

    void whatIsNoHttpIsAFailure() {
        const LoopbackServer server(answering("220 mail.example ESMTP\r\n"));
        CPPUNIT_ASSERT_THROW(Outbound(toLoopback()).call({.url = urlOf(server)}), Unavailable);
    }

    void halfAnAnswerIsAFailure() {
        const LoopbackServer server(answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
        CPPUNIT_ASSERT_THROW(Outbound(toLoopback()).call({.url = urlOf(server)}), Unavailable);
    }

    void aClosedPortIsAFailure() {
        CPPUNIT_ASSERT_THROW(Outbound(toLoopback()).call({.url = "http://127.0.0.1:1/"}), Unavailable);
    }

    void aCertificateIsGoodForItsHostAlone() {
        const Certificate certificate;
        const LoopbackServer server(answering(fine), &certificate);
        OutboundSettings settings = toLoopback();
        settings.caFile = certificate.file();
        settings.resolve = [](const std::string&) { return std::vector<std::string>{"127.0.0.1"}; };
        const Outbound outbound(std::move(settings));
        CPPUNIT_ASSERT_EQUAL(200, outbound.call({.url = "https://" + server.authority("localhost")}).status);
        CPPUNIT_ASSERT_THROW(outbound.call({.url = "https://" + server.authority("hooks.example")}), Unavailable);
        CPPUNIT_ASSERT_THROW(outbound.call({.url = "https://" + server.authority()}), Unavailable);
    }

    void aCertificateOfNobodyIsRefused() {
        const Certificate certificate;
        const LoopbackServer server(answering(fine), &certificate);
        OutboundSettings settings = toLoopback();
        CPPUNIT_ASSERT_THROW(
            Outbound(std::move(settings)).call({.url = "https://" + server.authority("localhost")}), Unavailable
        );
    }

private:
    static std::string urlOf(const LoopbackServer& server) { return "http://" + server.authority() + "/"; }

    static void expectGivenUp(const LoopbackServer& server) {
        OutboundSettings settings = toLoopback();
        settings.time = std::chrono::milliseconds(200);
        const auto begun = std::chrono::steady_clock::now();
        CPPUNIT_ASSERT_THROW(Outbound(std::move(settings)).call({.url = urlOf(server)}), Unavailable);
        CPPUNIT_ASSERT(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CallTest);

} // namespace tenon::test
