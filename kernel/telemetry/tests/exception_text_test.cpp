#include <kernel/telemetry/exception_text.h>

#include <cppunit/extensions/HelperMacros.h>

#include <exception>
#include <stdexcept>
#include <string>

namespace {

using tenon::telemetry::currentExceptionText;

class Wordless : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return nullptr; }
};

class ExceptionTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ExceptionTextTest);
    CPPUNIT_TEST(anExceptionIsToldWithItsCauses);
    CPPUNIT_TEST(anythingThrownHasItsText);
    CPPUNIT_TEST_SUITE_END();

public:
    void anExceptionIsToldWithItsCauses() {
        try {
            try {
                throw std::out_of_range("inner\nwords");
            } catch (...) {
                std::throw_with_nested(std::runtime_error("outer words"));
            }
        } catch (...) {
            const std::string text = currentExceptionText();
            CPPUNIT_ASSERT_MESSAGE(text, text.find("std::runtime_error") != std::string::npos);
            CPPUNIT_ASSERT_MESSAGE(text, text.ends_with(": outer words; because std::out_of_range: inner words"));
        }
    }

    void anythingThrownHasItsText() {
        try {
            throw 42;
        } catch (...) {
            CPPUNIT_ASSERT_EQUAL(std::string("exception of type int"), currentExceptionText());
        }
        try {
            throw Wordless();
        } catch (...) {
            CPPUNIT_ASSERT_EQUAL(std::string("(anonymous namespace)::Wordless: "), currentExceptionText());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ExceptionTextTest);

} // namespace
