#include <tenon/database.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

/// A row of two columns: 300 and NULL.
class SampleRow : public Row {
public:
    [[nodiscard]] std::size_t size() const override { return 2; }

    [[nodiscard]] std::string_view name(std::size_t column) const override { return column == 0 ? "n" : "gone"; }

    [[nodiscard]] bool isNull(std::size_t column) const override { return column == 1; }

    [[nodiscard]] std::int64_t integer(std::size_t) const override { return 300; }

    [[nodiscard]] double real(std::size_t) const override { return 300; }

    [[nodiscard]] bool boolean(std::size_t) const override { return true; }

    [[nodiscard]] std::string_view text(std::size_t) const override { return "300"; }

    [[nodiscard]] std::string blob(std::size_t) const override { return "300"; }
};

std::string textIn(const Value& value) {
    if (const auto* view = std::get_if<std::string_view>(&value.held())) {
        return std::string(*view);
    }
    return std::get<std::string>(value.held());
}

class DatabaseTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DatabaseTest);
    CPPUNIT_TEST(valuesKeepTheirType);
    CPPUNIT_TEST(timesAndDatesAreBoundAsText);
    CPPUNIT_TEST(aDecimalIsBoundAsItsUnscaledNumber);
    CPPUNIT_TEST(anAbsentOptionalIsNull);
    CPPUNIT_TEST(aColumnIsReadAsTheTypeThatIsAskedFor);
    CPPUNIT_TEST(aColumnThatDoesNotFitNamesItself);
    CPPUNIT_TEST(eachKindHasItsStatus);
    CPPUNIT_TEST_SUITE_END();

public:
    void valuesKeepTheirType() {
        CPPUNIT_ASSERT(std::holds_alternative<bool>(Value(true).held()));
        CPPUNIT_ASSERT(std::holds_alternative<std::int64_t>(Value(7U).held()));
        CPPUNIT_ASSERT(std::holds_alternative<double>(Value(0.5).held()));
        CPPUNIT_ASSERT(std::holds_alternative<std::nullptr_t>(Value(nullptr).held()));
        CPPUNIT_ASSERT(std::holds_alternative<Blob>(Value(Blob()).held()));
        CPPUNIT_ASSERT_EQUAL(std::string("text"), textIn("text"));
    }

    void timesAndDatesAreBoundAsText() {
        CPPUNIT_ASSERT_EQUAL(std::string("1970-01-01T00:00:00.000000Z"), textIn(Timestamp()));
        CPPUNIT_ASSERT_EQUAL(std::string("2024-02-29"), textIn(Date::parse("2024-02-29").value()));
    }

    void aDecimalIsBoundAsItsUnscaledNumber() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1230}, std::get<std::int64_t>(Value(Decimal(1230, 2)).held()));
    }

    void anAbsentOptionalIsNull() {
        CPPUNIT_ASSERT(std::holds_alternative<std::nullptr_t>(Value(std::optional<int>()).held()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, std::get<std::int64_t>(Value(std::optional(3)).held()));
    }

    void aColumnIsReadAsTheTypeThatIsAskedFor() {
        const SampleRow row;
        CPPUNIT_ASSERT_EQUAL(300, row.get<int>(0));
        CPPUNIT_ASSERT_EQUAL(std::string("300"), row.get<std::string>(0));
        CPPUNIT_ASSERT_EQUAL(300, row.get<std::optional<int>>(0).value());
        CPPUNIT_ASSERT(!row.get<std::optional<int>>(1));
        CPPUNIT_ASSERT_THROW(static_cast<void>(row.get<std::int8_t>(0)), DatabaseError);
        CPPUNIT_ASSERT_THROW(static_cast<void>(row.get<Timestamp>(0)), DatabaseError);
    }

    void aColumnThatDoesNotFitNamesItself() {
        try {
            static_cast<void>(SampleRow().get<int>(1));
            CPPUNIT_FAIL("read");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT_EQUAL(std::string("column 1 (gone) does not hold a value"), error.cause());
        }
    }

    void eachKindHasItsStatus() {
        constexpr std::array<std::pair<Kind, int>, 10> statuses = {{
            {Kind::Unique, 409},
            {Kind::ForeignKey, 409},
            {Kind::NotNull, 400},
            {Kind::Check, 400},
            {Kind::Serialization, 503},
            {Kind::Busy, 503},
            {Kind::Connection, 503},
            {Kind::Full, 503},
            {Kind::ReadOnly, 503},
            {Kind::Other, 500},
        }};
        for (const auto& [kind, status] : statuses) {
            CPPUNIT_ASSERT_EQUAL(status, DatabaseError(kind, "", "").status());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DatabaseTest);

} // namespace
