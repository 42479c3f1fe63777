/// Whom a request is counted under and logged as, and which host it may ask for.

#include <kernel/http/client.h>
#include <kernel/http/hosts.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

namespace {

using tenon::http::AddressRanges;
using tenon::http::Header;
using tenon::http::Hosts;
using tenon::http::Message;

class ClientTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ClientTest);
    CPPUNIT_TEST(theFieldsOfAStrangerDoNotCount);
    CPPUNIT_TEST(theNearestAddressThatIsNoProxyIsTheClient);
    CPPUNIT_TEST(theSchemeIsTheOneOfTheNearestProxy);
    CPPUNIT_TEST(onlyTheNamesOfTheServerAreServed);
    CPPUNIT_TEST_SUITE_END();

public:
    void theFieldsOfAStrangerDoNotCount() {
        const std::vector<Header> fields{{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-proto", "https"}};
        for (const AddressRanges& trusted : {AddressRanges(), AddressRanges(std::vector{"10.0.0.0/8"})}) {
            const auto client = clientOf(messageFrom("192.0.2.7", fields), trusted);
            CPPUNIT_ASSERT_EQUAL(std::string_view("192.0.2.7"), client.address);
            CPPUNIT_ASSERT(!client.isSecure);
        }
    }

    void theNearestAddressThatIsNoProxyIsTheClient() {
        const struct {
            std::vector<std::string> values;
            const char* client;
        } cases[] = {
            {{}, "10.0.0.1"},
            {{""}, "10.0.0.1"},
            {{"198.51.100.1"}, "198.51.100.1"},
            {{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
            {{"203.0.113.9,198.51.100.1 ,\t10.0.0.2"}, "198.51.100.1"},
            {{"203.0.113.9", "198.51.100.1, 10.0.0.2"}, "198.51.100.1"},
            {{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
            {{"198.51.100.1, unknown"}, "10.0.0.1"},
            {{"198.51.100.1, <script>, 10.0.0.2"}, "10.0.0.2"},
            {{"2001:db8::7"}, "2001:db8::7"},
        };

        for (const auto& [values, expected] : cases) {
            std::vector<Header> fields{{"accept", "203.0.113.1"}};
            for (const std::string& value : values) {
                fields.push_back({"x-forwarded-for", value});
            }
            CPPUNIT_ASSERT_EQUAL(
                std::string_view(expected), clientOf(messageFrom("10.0.0.1", fields), proxies()).address
            );
        }
    }

    void theSchemeIsTheOneOfTheNearestProxy() {
        const std::pair<const char*, bool> cases[] = {
            {"https", true}, {"http, HTTPS", true}, {"https, http", false}, {"", false}};
        for (const auto& [value, isSecure] : cases) {
            const std::vector<Header> fields{{"x-forwarded-proto", value}};
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                value, isSecure, clientOf(messageFrom("10.0.0.1", fields), proxies()).isSecure
            );
        }
    }

    void onlyTheNamesOfTheServerAreServed() {
        const Hosts hosts({"api.example", "[2001:db8::7]"});
        for (const char* host :
             {"api.example", "API.Example", "api.example:8080", "api.example:", "[2001:db8::7]", "[2001:DB8::7]:80"}) {
            CPPUNIT_ASSERT_NO_THROW_MESSAGE(host, hosts.require(messageTo(host)));
        }
        for (const char* host :
             {"",
              "example",
              "api.example.evil",
              "evil.api.example",
              "api.example:80:80",
              "api.example.",
              "2001:db8::7"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(host, hosts.require(messageTo(host)), tenon::Error);
        }
        CPPUNIT_ASSERT_THROW(hosts.require(Message()), tenon::Error);
        CPPUNIT_ASSERT_NO_THROW(Hosts({}).require(Message()));
    }

private:
    static AddressRanges proxies() { return AddressRanges(std::vector{"10.0.0.0/8"}); }

    static Message messageFrom(std::string_view peer, const std::vector<Header>& fields) {
        Message message;
        message.peer = peer;
        message.headers = fields;
        return message;
    }

    Message messageTo(std::string_view host) {
        _fields = {{"host", host}};
        return messageFrom("192.0.2.7", _fields);
    }

    std::vector<Header> _fields;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ClientTest);

} // namespace
