/// Where calls may lead, and where never.

#include <tenon/error.h>
#include <tenon/outbound.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>

namespace tenon::test {

class PlacesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlacesTest);
    CPPUNIT_TEST(publicServersMayBeCalled);
    CPPUNIT_TEST(addressesThatAreNotPublicMayNot);
    CPPUNIT_TEST(whatLeavesADoubtIsNoUrl);
    CPPUNIT_TEST(namesThatLeadInsideMayNot);
    CPPUNIT_TEST(networksThatAreListedMay);
    CPPUNIT_TEST(whatIsNoNetworkIsToldAtTheStart);
    CPPUNIT_TEST_SUITE_END();

public:
    void publicServersMayBeCalled() {
        const Outbound outbound({});
        for (const char* url :
             {"https://hooks.example",
              "HTTPS://Hooks.Example/a/b?c=d%20e&f=[1]",
              "https://xn--bcher-kva.example:8443/",
              "https://93.184.215.14/",
              "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:443/x",
              "https://a-1.b2.example?x"}) {
            CPPUNIT_ASSERT_NO_THROW_MESSAGE(url, outbound.check(url));
        }
    }

    void addressesThatAreNotPublicMayNot() {
        const Outbound outbound({});
        for (const char* url : {"https://127.0.0.1/",       "https://127.255.255.254/", "https://0.0.0.0/",
                                "https://10.0.0.1/",        "https://172.16.0.1/",      "https://172.31.255.255/",
                                "https://192.168.1.1/",     "https://169.254.169.254/", "https://100.64.0.1/",
                                "https://192.0.0.192/",     "https://198.18.0.1/",      "https://224.0.0.1/",
                                "https://255.255.255.255/", "https://192.0.2.1/",       "https://[::]/",
                                "https://[::1]/",           "https://[fe80::1]/",       "https://[fd00::1]/",
                                "https://[fec0::1]/",       "https://[ff02::1]/",       "https://[::ffff:127.0.0.1]/",
                                "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/",   "https://[64:ff9b::7f00:1]/",
                                "https://[2002:7f00:1::]/", "https://[2001::1]/",       "https://[2001:db8::1]/"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(url, outbound.check(url), Forbidden);
        }
    }

    void whatLeavesADoubtIsNoUrl() {
        const Outbound outbound({});
        for (const char* url :
             {"",
              "hooks.example",
              "//hooks.example/",
              "ftp://hooks.example/",
              "file:///etc/passwd",
              "gopher://hooks.example/",
              "http://hooks.example/",
              "https://",
              "https:///path",
              "https://user@hooks.example/",
              "https://hooks.example@127.0.0.1/",
              "https://user:word@hooks.example/",
              "https://hooks.example#@127.0.0.1/",
              "https://hooks.example\\@127.0.0.1/",
              "https://hooks.example./",
              "https://.example/",
              "https://a..example/",
              "https://-a.example/",
              "https://a_b.example/",
              "https://b\xc3\xbc"
              "cher.example/",
              "https://hooks.example:0/",
              "https://hooks.example:65536/",
              "https://hooks.example:+443/",
              "https://hooks.example:443:80/",
              "https://hooks.example/\r\nX-Injected: yes",
              "https://hooks.example/a b",
              "https://2130706433/",
              "https://0x7f000001/",
              "https://0x7f.1/",
              "https://127.1/",
              "https://017700000001/",
              "https://0177.0.0.1/",
              "https://127.0.0.01/",
              "https://127.0.0.1./",
              "https://[127.0.0.1]/",
              "https://[fe80::1%25eth0]/",
              "https://[::1/",
              "https://::1/"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(url, outbound.check(url), Invalid);
        }
        CPPUNIT_ASSERT_THROW(outbound.check("https://a.example/" + std::string(3000, 'x')), Invalid);
    }

    /// Whatever else the name has, and whatever it says when it is asked once more.
    void namesThatLeadInsideMayNot() {
        std::atomic<int> asked{0};
        const auto outboundTo = [&](std::vector<std::string> addresses) {
            return std::make_unique<Outbound>(OutboundSettings{.resolve = [&asked, addresses](const std::string&) {
                ++asked;
                return addresses;
            }});
        };
        const OutboundCall call{.url = "https://hooks.example/"};
        for (const char* inside : {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"}) {
            asked = 0;
            CPPUNIT_ASSERT_THROW_MESSAGE(inside, outboundTo({inside})->call(call), Forbidden);
            CPPUNIT_ASSERT_THROW_MESSAGE(inside, outboundTo({"93.184.215.14", inside})->call(call), Forbidden);
            CPPUNIT_ASSERT_EQUAL(2, asked.load());
        }
        CPPUNIT_ASSERT_THROW(outboundTo({})->call(call), Unavailable);
        CPPUNIT_ASSERT_THROW(outboundTo({"fe80::1%eth0"})->call(call), Unavailable);
        const Outbound bySystem({});
        CPPUNIT_ASSERT_THROW(bySystem.call({.url = "https://localhost/"}), Forbidden);
    }

    void networksThatAreListedMay() {
        const Outbound outbound({.allowedNetworks = {"10.1.0.0/16", "fd00::/8", "127.0.0.1"}});
        for (const char* url :
             {"https://10.1.2.3/", "http://10.1.255.255:8080/", "http://[fdff::1]/", "http://127.0.0.1/"}) {
            CPPUNIT_ASSERT_NO_THROW_MESSAGE(url, outbound.check(url));
        }
        for (const char* url :
             {"https://10.2.0.1/", "http://10.0.255.255/", "http://127.0.0.2/", "http://[fc00::1]/"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(url, outbound.check(url), Forbidden);
        }
        // Without encryption, to listed networks alone.
        CPPUNIT_ASSERT_THROW(outbound.check("http://93.184.215.14/"), Forbidden);
    }

    void whatIsNoNetworkIsToldAtTheStart() {
        for (const char* network : {"", "10.0.0.0/33", "fd00::/129", "10.0.0/8", "here", "10.0.0.0/8x", "10.0.0.0/"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(network, Outbound({.allowedNetworks = {network}}), std::invalid_argument);
        }
        CPPUNIT_ASSERT_THROW(Outbound({.caFile = "/nowhere/authorities.pem"}), std::runtime_error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlacesTest);

} // namespace tenon::test
