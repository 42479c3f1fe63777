#include "greeting.h"

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

class GreetingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(GreetingTest);
    CPPUNIT_TEST(greetsByName);
    CPPUNIT_TEST(greetsEverybodyWhenNobodyIsNamed);
    CPPUNIT_TEST_SUITE_END();

public:
    void greetsByName() { CPPUNIT_ASSERT_EQUAL(std::string("Hello, Ann!"), @NAME@::greeting("Ann")); }

    void greetsEverybodyWhenNobodyIsNamed() {
        CPPUNIT_ASSERT_EQUAL(std::string("Hello, everybody!"), @NAME@::greeting(""));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(GreetingTest);
