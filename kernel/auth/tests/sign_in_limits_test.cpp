#include <kernel/auth/sessions/sign_in_limits.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace tenon::auth {

/// A section whose values are those of the test.
class FixedSection : public RuntimeSettings {
public:
    RuntimeSettings& help(std::string_view) override { return *this; }

    RuntimeSettings& check(Check) override { return *this; }

    RuntimeSettings& onChange(Listener) override { return *this; }

    [[nodiscard]] Snapshot current() const override { return std::make_shared<const SettingsSnapshot>(snapshot); }

    [[nodiscard]] Snapshot valuesAt(std::int64_t) const override { throw NotFound(); }

    SettingsSnapshot snapshot;
};

class SignInLimitsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SignInLimitsTest);
    CPPUNIT_TEST(theDeployersValuesHoldFirst);
    CPPUNIT_TEST(aSectionTakesTheirPlace);
    CPPUNIT_TEST(theFieldsBeginWithTheDeployersValues);
    CPPUNIT_TEST_SUITE_END();

public:
    void theDeployersValuesHoldFirst() {
        const auto values = deployed().current();
        CPPUNIT_ASSERT_EQUAL(std::int64_t(7), values.failuresToLock);
        CPPUNIT_ASSERT(values.refreshLifetime == std::chrono::hours(14 * 24));
    }

    void aSectionTakesTheirPlace() {
        FixedSection section;
        section.snapshot.values =
            boost::json::parse(
                R"({"failures_to_lock": 4, "failure_minutes": 2, "lock_minutes": 3, "address_failures": 6,
                                   "refresh_days": 1})"
            )
                .as_object();
        SignInLimits limits = deployed();
        limits.follow(section);
        const auto values = limits.current();
        CPPUNIT_ASSERT_EQUAL(std::int64_t(4), values.failuresToLock);
        CPPUNIT_ASSERT(values.failureWindow == std::chrono::minutes(2));
        CPPUNIT_ASSERT(values.lockTime == std::chrono::minutes(3));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(6), values.addressFailures);
        CPPUNIT_ASSERT(values.refreshLifetime == std::chrono::hours(24));
    }

    void theFieldsBeginWithTheDeployersValues() {
        std::string fields;
        for (const Field& field : deployed().fields()) {
            fields.append(field.name()).append("=").append(boost::json::serialize(field.description().at("initial")));
            fields.append(" ");
        }
        CPPUNIT_ASSERT_EQUAL(
            std::string("refresh_days=14 failures_to_lock=7 failure_minutes=15 lock_minutes=15 address_failures=30 "),
            fields
        );
    }

private:
    static SignInLimits deployed() {
        Settings settings;
        settings.failuresToLock = 7;
        return SignInLimits(settings);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SignInLimitsTest);

} // namespace tenon::auth
