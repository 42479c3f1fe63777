#pragma once

#include <tenon/arithmetic.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

namespace inventory::test {

inline tenon::Decimal number(std::string_view text, int scale = 6) {
    return tenon::Decimal::parse(text, scale).value();
}

/// By value, whatever the scale; a failure shows both.
inline void requireEqual(std::string_view wanted, tenon::Decimal got) {
    const bool isEqual = compare(number(wanted), got) == std::strong_ordering::equal;
    CPPUNIT_ASSERT_MESSAGE("wanted " + std::string(wanted) + ", got " + got.text(), isEqual);
}

} // namespace inventory::test
