/// What the server takes for a request and what it refuses, byte by byte.

#include "test_server.h"
#include "wire_client.h"

#include <cppunit/extensions/HelperMacros.h>

namespace tenon::http::test {

namespace {

using namespace std::string_literals;

struct Probe {
    const char* rule;
    std::string bytes;
    int status;
};

const std::string host = "Host: a\r\n";
const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n"; }

std::string post(const std::string& fields, const std::string& body) {
    return "POST / HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}

std::string field(const std::string& line) { return "GET / HTTP/1.1\r\n" + host + line + "\r\n\r\n"; }

std::size_t answersIn(const std::string& bytes) {
    std::size_t answers = 0;
    for (auto at = bytes.find("HTTP/1.1 "); at != std::string::npos; at = bytes.find("HTTP/1.1 ", at + 1)) {
        ++answers;
    }
    return answers;
}

} // namespace

class ParsingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ParsingTest);
    CPPUNIT_TEST(ambiguousFramingIsRefusedAndTheConnectionClosed);
    CPPUNIT_TEST(malformedHeadersAreRefusedAndTheConnectionClosed);
    CPPUNIT_TEST(dangerousTargetsAreRefusedAndTheConnectionClosed);
    CPPUNIT_TEST(malformedChunksAreRefusedAndTheConnectionClosed);
    CPPUNIT_TEST(sizesBeyondTheLimitsAreRefusedAndTheConnectionClosed);
    CPPUNIT_TEST(unusualButCorrectRequestsAreServed);
    CPPUNIT_TEST(encodedWordsInAFieldStayAsTheyAre);
    CPPUNIT_TEST(aRequestInAnySplitIsTheSameRequest);
    CPPUNIT_TEST(aChunkedBodyInAnySplitIsTheSameBody);
    CPPUNIT_TEST(anEmptyChunkedBodyInAnySplitIsEmpty);
    CPPUNIT_TEST_SUITE_END();

public:
    void ambiguousFramingIsRefusedAndTheConnectionClosed() {
        refuse({
            {"length, then chunked",
             post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled),
             400},
            {"chunked, then length",
             post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + smuggled),
             400},
            {"space before the colon",
             post("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + smuggled),
             400},
            {"list of codings and a length",
             post("Transfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
             400},
            {"list of codings", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + smuggled), 501},
            {"chunked is not the last coding",
             post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + smuggled),
             501},
            {"unknown coding", post("Transfer-Encoding: xchunked\r\n", smuggled), 501},
            {"unknown coding and a length",
             post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "12345" + smuggled),
             400},
            {"empty coding", post("Transfer-Encoding:\r\n", smuggled), 400},
            {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
            {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 400},
            {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "12345" + smuggled), 400},
            {"the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "12345" + smuggled), 400},
            {"list of lengths", post("Content-Length: 5, 5\r\n", "12345" + smuggled), 400},
            {"negative length", post("Content-Length: -1\r\n", smuggled), 400},
            {"signed length", post("Content-Length: +3\r\n", "123" + smuggled), 400},
            {"length in words", post("Content-Length: abc\r\n", smuggled), 400},
            {"length in hexadecimal", post("Content-Length: 0x5\r\n", "12345" + smuggled), 400},
            {"empty length", post("Content-Length:\r\n", smuggled), 400},
            {"length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "1" + smuggled), 400},
        });
    }

    void malformedHeadersAreRefusedAndTheConnectionClosed() {
        refuse({
            {"no Host", "GET / HTTP/1.1\r\n\r\n" + smuggled, 400},
            {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" + smuggled, 400},
            {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
            {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
            {"Host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
            {"bare LF", "GET / HTTP/1.1\nHost: a\n\n" + smuggled, 400},
            {"bare LF after one field", "GET / HTTP/1.1\r\nHost: a\n\r\n" + smuggled, 400},
            {"bare CR", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
            {"empty first line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
            {"line without colon", field("nonsense"), 400},
            {"field without name", field(": x"), 400},
            {"folded field", field("X: a\r\n b"), 400},
            {"folded empty field", field("X:\r\n\tb"), 400},
            {"NUL in a value", field("X: a\0b"s), 400},
            {"escape character in a value", field("X: a\x1b[0m"), 400},
            {"DEL in a value", field("X: a\x7f"), 400},
            {"name with a blank", field("X Y: a"), 400},
            {"name outside ASCII", field("X\xc3\xa9: a"), 400},
            {"lower-case method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
            {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
            {"two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
            {"another protocol", "GET / XTTP/9.9\r\nHost: a\r\n\r\n", 400},
            {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
            {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
            {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501},
        });
    }

    void dangerousTargetsAreRefusedAndTheConnectionClosed() {
        refuse({
            {"dot segments", get("/../../etc/passwd"), 400},
            {"dot segment at the end", get("/a/.."), 400},
            {"escaped dot segment", get("/a/%2e%2E/b"), 400},
            {"half escaped dot segment", get("/a/.%2e"), 400},
            {"backslash", get("/a\\b"), 400},
            {"escaped backslash", get("/a%5Cb"), 400},
            {"escaped slash", get("/a%2fb"), 400},
            {"escaped NUL", get("/a%00"), 400},
            {"escaped line end", get("/a%0d%0aX:b"), 400},
            {"broken escape", get("/a%4"), 400},
            {"escape without digits", get("/a%zz"), 400},
            {"fragment", get("/a#b"), 400},
            {"byte outside ASCII", get("/\xc3\xa9"), 400},
            {"no slash", get("a"), 400},
            {"asterisk for GET", get("*"), 400},
            {"absolute with another authority", get("http://b/"), 400},
            {"absolute with another scheme", get("ftp://a/"), 400},
        });
    }

    void malformedChunksAreRefusedAndTheConnectionClosed() {
        const std::string chunked = "Transfer-Encoding: chunked\r\n";
        refuse({
            {"size in words", post(chunked, "xyz\r\n12345\r\n0\r\n\r\n"), 400},
            {"negative size", post(chunked, "-5\r\n12345\r\n0\r\n\r\n"), 400},
            {"prefixed size", post(chunked, "0x5\r\n12345\r\n0\r\n\r\n"), 400},
            {"size beyond 64 bits", post(chunked, "10000000000000005\r\n12345\r\n0\r\n\r\n"), 400},
            {"extension", post(chunked, "5;a=b\r\n12345\r\n0\r\n\r\n"), 400},
            {"endless extension", post(chunked, "5;" + std::string(70'000, 'a')), 400},
            {"extension of the last chunk", post(chunked, "5\r\n12345\r\n0;a\r\n\r\n"), 400},
            {"longer than its size", post(chunked, "5\r\n123456\r\n0\r\n\r\n"), 400},
            {"bare LF", post(chunked, "5\n12345\n0\n\n" + std::string(5000, 'x')), 400},
            {"endless trailer", post(chunked, "0\r\nX: " + std::string(70'000, 'a')), 400},
            {"length in the trailer", post(chunked, "0\r\nContent-Length: 5\r\n\r\n"), 400},
            {"size beyond what is admitted", post(chunked, "ffffffff\r\n"), 413},
        });
    }

    void sizesBeyondTheLimitsAreRefusedAndTheConnectionClosed() {
        std::string manyFields;
        for (int i = 0; i < 101; ++i) {
            manyFields += "X: a\r\n";
        }
        refuse({
            {"target", get("/" + std::string(8192, 'a')), 414},
            {"endless target", "GET /" + std::string(40'000, 'a'), 414},
            {"header", field("X: " + std::string(16'384, 'a')), 431},
            {"endless header", "GET / HTTP/1.1\r\nX: " + std::string(40'000, 'a'), 431},
            {"number of fields", "GET / HTTP/1.1\r\n" + host + manyFields + "\r\n", 431},
            {"announced body", post("Content-Length: 67108865\r\n", ""), 413},
        });
    }

    void unusualButCorrectRequestsAreServed() {
        const Probe probes[] = {
            {"POST / ", "POST / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
            {"OPTIONS * ", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200},
            {"TRACE / ", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
            {"BREW / ", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
            {"GET /b?c=%2f../\\ ", get("/b?c=%2f../\\"), 200},
            {"GET /b ", get("HTTP://A/b"), 200},
            {"GET / ", "GET http://a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", 200},
            {"GET /a...b/./.c/...?? ", get("/a...b/./.c/...??"), 200},
            {"GET / body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody", 200},
            {"POST / ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 200},
            {"POST / 12345", post("TRANSFER-ENCODING: Chunked\r\n", "05\r\n12345\r\n000\r\nX: trailer\r\n\r\n"), 200},
            {"GET / ", "GET / HTTP/1.1\r\nhOsT:\t[::1]:80 \r\nX:\r\nY: \xc3\xa9\r\n\r\n", 200},
        };
        WireClient client(_server.port()); // one for all: none of them disturbs the next
        for (const Probe& probe : probes) {
            const Received received = client.ask(probe.bytes);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(probe.rule, probe.status, received.status);
            CPPUNIT_ASSERT_EQUAL(std::string(probe.rule), received.body);
        }
    }

    void encodedWordsInAFieldStayAsTheyAre() {
        _server.application.onHandle = [](const Message& message, Answer& answer) {
            answer.add("X-Echo", *message.header("x"));
        };
        const Received received = WireClient(_server.port()).ask(field("X: =?utf-8?B?YQ0KWC1Jbmo6IHllcw==?="));
        CPPUNIT_ASSERT_EQUAL(std::string("=?utf-8?B?YQ0KWC1Jbmo6IHllcw==?="), received.fields.at("x-echo"));
        CPPUNIT_ASSERT(!received.fields.contains("x-inj"));
    }

    void aRequestInAnySplitIsTheSameRequest() {
        const std::string bytes = "PUT /a?b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz";
        WireClient client(_server.port());
        for (std::size_t split = 1; split < bytes.size(); ++split) {
            sendApart(client, {bytes.substr(0, split), bytes.substr(split)});
            CPPUNIT_ASSERT_EQUAL(std::string("PUT /a?b xyz"), client.receive().body);
        }
    }

    void aChunkedBodyInAnySplitIsTheSameBody() {
        const std::string bytes =
            post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n");
        WireClient client(_server.port());
        for (std::size_t split = 1; split < bytes.size(); ++split) {
            sendApart(client, {bytes.substr(0, split), bytes.substr(split)});
            CPPUNIT_ASSERT_EQUAL(std::string("POST / abc0123456789"), client.receive().body);
        }
        std::vector<std::string> single;
        for (const char c : bytes) {
            single.emplace_back(1, c);
        }
        sendApart(client, single);
        CPPUNIT_ASSERT_EQUAL(std::string("POST / abc0123456789"), client.receive().body);
    }

    void anEmptyChunkedBodyInAnySplitIsEmpty() {
        const std::string bytes = post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n");
        WireClient client(_server.port());
        for (std::size_t first = bytes.size() - 5; first < bytes.size(); ++first) {
            for (std::size_t second = 1; first + second < bytes.size(); ++second) {
                sendApart(client, {bytes.substr(0, first), bytes.substr(first, second), bytes.substr(first + second)});
                CPPUNIT_ASSERT_EQUAL(std::string("POST / "), client.receive().body);
            }
        }
    }

private:
    /// Sends piece after piece, each when the server has read the one before.
    void sendApart(WireClient& client, const std::vector<std::string>& pieces) {
        for (const std::string& piece : pieces) {
            const std::uint64_t before = _server.server.counters().bytesIn;
            client.send(piece);
            CPPUNIT_ASSERT(eventually([&] { return _server.server.counters().bytesIn == before + piece.size(); }));
        }
    }

    void refuse(const std::vector<Probe>& probes) {
        for (const Probe& probe : probes) {
            WireClient client(_server.port());
            client.send(probe.bytes);
            const std::string answer = client.receiveAll();
            CPPUNIT_ASSERT_EQUAL_MESSAGE(probe.rule, std::to_string(probe.status), answer.substr(9, 3));
            CPPUNIT_ASSERT_MESSAGE(probe.rule, answer.find("\r\nConnection: close\r\n") != std::string::npos);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(probe.rule, std::size_t{1}, answersIn(answer));
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, _server.server.counters().requests.load());
    }

    TestServer _server;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ParsingTest);

} // namespace tenon::http::test
