#include <kernel/jobs/fault.h>

#include <tenon/database.h>
#include <tenon/error.h>
#include <tenon/job.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

using namespace tenon::jobs;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using tenon::DatabaseError;

bool passes(DatabaseError::Kind kind) { return isPassing(std::make_exception_ptr(DatabaseError(kind, "", "cause"))); }

class FaultTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FaultTest);
    CPPUNIT_TEST(onlyFaultsThatMayGoAwayArePassing);
    CPPUNIT_TEST(pausesGrowAndEndAtFiveMinutes);
    CPPUNIT_TEST(pausesDiffer);
    CPPUNIT_TEST(theWordsOfTheDatabaseAreForTheLogOnly);
    CPPUNIT_TEST(aJobThatIsNotOverHasNeitherResultNorEnd);
    CPPUNIT_TEST_SUITE_END();

public:
    void onlyFaultsThatMayGoAwayArePassing() {
        using Kind = DatabaseError::Kind;
        CPPUNIT_ASSERT(isPassing(std::make_exception_ptr(tenon::Unavailable("Not now."))));
        CPPUNIT_ASSERT(passes(Kind::Connection) && passes(Kind::Serialization) && passes(Kind::Busy));
        CPPUNIT_ASSERT(passes(Kind::Full) && passes(Kind::ReadOnly));
        for (const Kind final : {Kind::Unique, Kind::ForeignKey, Kind::NotNull, Kind::Check, Kind::Other}) {
            CPPUNIT_ASSERT(!passes(final));
        }
        CPPUNIT_ASSERT(!isPassing(std::make_exception_ptr(tenon::Conflict("NO", "No."))));
        CPPUNIT_ASSERT(!isPassing(std::make_exception_ptr(std::runtime_error("unknown"))));
        CPPUNIT_ASSERT(!isPassing(std::make_exception_ptr(7)));
    }

    void pausesGrowAndEndAtFiveMinutes() {
        for (int failures = 1; failures <= 8; ++failures) {
            const microseconds full = seconds(1) * (1 << (failures - 1));
            CPPUNIT_ASSERT(retryPause(failures) <= full);
            CPPUNIT_ASSERT(retryPause(failures) >= full / 2);
        }
        CPPUNIT_ASSERT(retryPause(1'000'000) <= minutes(5));
        CPPUNIT_ASSERT(retryPause(1'000'000) >= minutes(5) / 2);
    }

    void pausesDiffer() {
        const microseconds first = retryPause(10);
        bool differs = false;
        for (int i = 0; i < 10; ++i) {
            differs = differs || retryPause(10) != first;
        }
        CPPUNIT_ASSERT(differs);
    }

    void theWordsOfTheDatabaseAreForTheLogOnly() {
        const auto fault = std::make_exception_ptr(DatabaseError(DatabaseError::Kind::Other, "", "inner words"));
        CPPUNIT_ASSERT(boost::json::serialize(publicErrorOf(fault)).find("inner words") == std::string::npos);
        CPPUNIT_ASSERT(causeOf(fault).find("inner words") != std::string::npos);
    }

    void aJobThatIsNotOverHasNeitherResultNorEnd() {
        const tenon::JobState state{.id = 5, .uuid = "u", .kind = "work", .status = "running", .progress = 40};
        const auto json = tenon::jsonOf(state);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, json.at("job_id").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string_view("/api/v1/jobs/5/stream"), tenon::textAt(json, "stream_url"));
        CPPUNIT_ASSERT(json.at("result").is_null() && json.at("error").is_null() && json.at("finished_at").is_null());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FaultTest);

} // namespace
