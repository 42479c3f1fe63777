#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

/// Short ways of writing amounts and days in tests.
namespace accounting::test {

inline tenon::Decimal amount(std::string_view text, int scale = 2) {
    const auto parsed = tenon::Decimal::parse(text, scale);
    CPPUNIT_ASSERT_MESSAGE(std::string(text), parsed.has_value());
    return *parsed;
}

inline tenon::Date day(std::string_view text) {
    const auto parsed = tenon::Date::parse(text);
    CPPUNIT_ASSERT_MESSAGE(std::string(text), parsed.has_value());
    return *parsed;
}

inline void requireAmount(std::string_view expected, tenon::Decimal actual) {
    CPPUNIT_ASSERT_EQUAL(std::string(expected), actual.text());
}

} // namespace accounting::test
