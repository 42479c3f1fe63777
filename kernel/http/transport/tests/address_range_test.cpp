#include <kernel/http/transport/address_range.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>
#include <string>

namespace tenon::http::test {

class AddressRangeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AddressRangeTest);
    CPPUNIT_TEST(aRangeHoldsTheAddressesThatBeginAlike);
    CPPUNIT_TEST(whatIsNoRangeIsRefused);
    CPPUNIT_TEST(anAddressIsToldFromAnotherText);
    CPPUNIT_TEST_SUITE_END();

public:
    void aRangeHoldsTheAddressesThatBeginAlike() {
        const struct {
            const char* range;
            const char* address;
            bool isInside;
        } cases[] = {
            {"192.0.2.7", "192.0.2.7", true},
            {"192.0.2.7", "192.0.2.8", false},
            {"192.0.2.7", "::ffff:192.0.2.7", true},
            {"10.0.0.0/8", "10.255.0.1", true},
            {"10.0.0.0/8", "11.0.0.1", false},
            {"10.0.0.0/8", "a00::1", false},
            {"192.0.2.128/25", "192.0.2.200", true},
            {"192.0.2.128/25", "192.0.2.127", false},
            {"0.0.0.0/0", "203.0.113.1", true},
            {"0.0.0.0/0", "2001:db8::1", false},
            {"::/0", "203.0.113.1", true},
            {"2001:db8::/33", "2001:db8:7fff::1", true},
            {"2001:db8::/33", "2001:db8:8000::1", false},
            {"::1", "::1", true},
            {"::1", "localhost", false},
            {"::1", "", false},
        };

        for (const auto& [range, address, isInside] : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(range) + ' ' + address, isInside, AddressRange(range).contains(address)
            );
        }
    }

    void whatIsNoRangeIsRefused() {
        for (const char* text :
             {"",
              "/",
              "localhost",
              "10.0.0",
              "10.0.0.0/",
              "10.0.0.0/33",
              "10.0.0.0/-1",
              "10.0.0.0/8/8",
              "::/129",
              "[::1]",
              "::1%lo"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(text, AddressRange{text}, std::invalid_argument);
        }
    }

    void anAddressIsToldFromAnotherText() {
        CPPUNIT_ASSERT(isAddress("192.0.2.7"));
        CPPUNIT_ASSERT(isAddress("2001:db8::7"));
        for (const char* text : {"", "unknown", "192.0.2.7:80", "[2001:db8::7]", "192.0.2", "1"}) {
            CPPUNIT_ASSERT_MESSAGE(text, !isAddress(text));
        }
        CPPUNIT_ASSERT(!isAddress(std::string(10'000, '1')));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AddressRangeTest);

} // namespace tenon::http::test
