/// What comes with the module, who may read and change it.

#include <tenon/module.h>
#include <tenon/test.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <memory>
#include <string>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

namespace {

using tenon::Json;
using tenon::test::On;
using tenon::test::User;

const User admin{"root-admin", {}, true, {}};
const User reader{"reader", {}, false, {}};
const User nobody{};

template <On on>
class LocationsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LocationsTest);
    CPPUNIT_TEST(everyDistrictAndUpazilaIsThere);
    CPPUNIT_TEST(countsAddUp);
    CPPUNIT_TEST(everyThanaHasItsBengaliName);
    CPPUNIT_TEST(placesAreFoundInBothScripts);
    CPPUNIT_TEST(thanasOfADistrictAreListedByItsIdOrUuid);
    CPPUNIT_TEST(countriesAreAllThereInThreeLanguages);
    CPPUNIT_TEST(countriesAreSearchedLiterally);
    CPPUNIT_TEST(everybodyReadsAndOnlyThePermittedChange);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on); }

    void tearDown() override { _kernel.reset(); }

    void everyDistrictAndUpazilaIsThere() {
        const Json summary = data("/locations/summary/");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, summary.at("total_divisions").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{64}, summary.at("total_districts").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{495}, summary.at("upazilas").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{106}, summary.at("metropolitan_thanas").as_int64());
    }

    void countsAddUp() {
        const Json summary = data("/locations/summary/");
        std::int64_t districts = 0;
        std::int64_t thanas = 0;
        for (const Json& division : summary.at("divisions").as_array()) {
            districts += division.at("districts").as_int64();
            thanas += division.at("thanas").as_int64();
        }
        CPPUNIT_ASSERT_EQUAL(summary.at("total_districts").as_int64(), districts);
        CPPUNIT_ASSERT_EQUAL(summary.at("total_thanas").as_int64(), thanas);
        CPPUNIT_ASSERT_EQUAL(thanas, data("/locations/thanas/").at("count").as_int64());
        CPPUNIT_ASSERT_EQUAL(districts, data("/locations/districts/").at("count").as_int64());
    }

    /// Letters of the Bengali block of Unicode (U+0980 to U+09FF) begin with 0xE0 0xA6 or 0xA7.
    void everyThanaHasItsBengaliName() {
        int seen = 0;
        _kernel->database().each("SELECT bn_name FROM locations_thana", {}, [&](const tenon::Row& row) {
            const std::string_view name = row.text(0);
            ++seen;
            const bool isBengali = name.starts_with("\xE0\xA6") || name.starts_with("\xE0\xA7");
            CPPUNIT_ASSERT_MESSAGE(std::string(name), isBengali);
        });
        CPPUNIT_ASSERT_EQUAL(601, seen);
    }

    void placesAreFoundInBothScripts() {
        expect({
            {reader, "GET", "/locations/districts/?search=cox", "", 200, R"("count":1)"},
            {reader,
             "GET",
             "/locations/districts/?search=%E0%A6%95%E0%A6%95%E0%A7%8D%E0%A6%B8",
             "",
             200,
             "Cox's Bazar"},
            {reader, "GET", "/locations/districts/?ordering=-name&page_size=1", "", 200, "Thakurgaon"},
            {reader, "GET", "/locations/thanas/?search=savar", "", 200, R"("district_info":{"id":)"},
            {reader, "GET", "/locations/thanas/?ordering=nothing", "", 400, "ordering"},
        });
    }

    void thanasOfADistrictAreListedByItsIdOrUuid() {
        const Json dhaka = data("/locations/districts/?name=Dhaka").at("results").at(0);
        const std::string uuid(dhaka.at("uuid").as_string());
        const std::string id = std::to_string(dhaka.at("numeric_id").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{55}, data("/locations/thanas/?district=" + id).at("count").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{55}, data("/locations/thanas/?district=" + uuid).at("count").as_int64());
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{55}, data("/locations/districts/" + uuid + "/thanas/").at("count").as_int64()
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{5}, data("/locations/districts/" + id + "/thanas/?kind=upazila").at("count").as_int64()
        );
        expect({
            {reader, "GET", "/locations/districts/9999/thanas/", "", 404},
            {reader, "GET", "/locations/thanas/?district=9999", "", 200, R"("count":0)"},
        });
    }

    void countriesAreAllThereInThreeLanguages() {
        const auto countries = [&](const char* language) {
            return _kernel->call(reader, "GET", "/country-codes/", nullptr, {{"accept-language", language}}).json;
        };
        const Json english = countries("en");
        CPPUNIT_ASSERT_EQUAL(std::size_t{249}, english.as_array().size());
        CPPUNIT_ASSERT(english.at(0).at("country") == Json("Afghanistan"));
        CPPUNIT_ASSERT(english.at(0).at("alpha3_code") == Json("AFG"));
        CPPUNIT_ASSERT(named(countries("ar"), "SAU") == Json("المملكة العربية السعودية"));
        CPPUNIT_ASSERT(named(countries("id"), "SAU") == Json("Arab Saudi"));
        CPPUNIT_ASSERT(named(countries("bn"), "SAU") == Json("Saudi Arabia"));
    }

    void countriesAreSearchedLiterally() {
        expect({
            {reader, "GET", "/country-codes/?search=bangla", "", 200, "BGD", "AFG"},
            {reader, "GET", "/country-codes/?search=BGD", "", 200, "Bangladesh"},
            {reader, "GET", "/country-codes/?search=%25", "", 200, "[]", "AFG"},
        });
    }

    void everybodyReadsAndOnlyThePermittedChange() {
        const User editor{
            "editor", {"locations.thanas.add", "locations.thanas.change", "locations.thanas.delete"}, false, {}};
        const std::string savar =
            std::to_string(data("/locations/thanas/?name=Savar").at("results").at(0).at("numeric_id").as_int64());
        const std::string district =
            std::to_string(data("/locations/districts/?name=Dhaka").at("results").at(0).at("numeric_id").as_int64());
        const std::string added = R"({"name": "Ashulia", "bn_name": "আশুলিয়া", "district": )" + district + "}";
        expect({
            {nobody, "GET", "/locations/districts/", "", 401},
            {nobody, "GET", "/locations/summary/", "", 401},
            {nobody, "GET", "/country-codes/", "", 401},
            {reader, "POST", "/locations/thanas/", added, 403},
            {reader, "DELETE", "/locations/thanas/" + savar, "", 403},
            {editor, "POST", "/locations/thanas/", R"({"name": "Ashulia"})", 400, "bn_name"},
            {editor,
             "POST",
             "/locations/thanas/",
             R"({"name": "A", "bn_name": "A", "district": 9999})",
             400,
             "district"},
            {editor, "POST", "/locations/thanas/", added, 201, "Ashulia", "", "locations.thanas.created"},
            {editor, "PATCH", "/locations/thanas/" + savar, R"({"bn_name": "সাভার থানা"})", 200, "থানা"},
            {editor, "DELETE", "/locations/thanas/" + savar, "", 200},
            {reader, "GET", "/locations/thanas/" + savar, "", 404},
            {admin, "DELETE", "/locations/districts/" + district, "", 409, "IN_USE"},
            {editor, "POST", "/locations/districts/", R"({"name": "X", "bn_name": "X", "division": 1})", 403},
        });
    }

private:
    Json data(const std::string& path) {
        const auto answer = _kernel->call(reader, "GET", path);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.at("data");
    }

    static Json named(const Json& countries, std::string_view alpha3) {
        for (const Json& country : countries.as_array()) {
            if (country.at("alpha3_code") == Json(alpha3)) {
                return country.at("country");
            }
        }
        return nullptr;
    }

    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(*_kernel, calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

struct OnBothDatabases {
    OnBothDatabases() {
        static const CppUnit::AutoRegisterSuite<LocationsTest<On::Sqlite>> sqlite;
        const char* server = std::getenv("TENON_TEST_POSTGRES");
        if (server != nullptr && *server != '\0') {
            static const CppUnit::AutoRegisterSuite<LocationsTest<On::PostgreSql>> postgres;
        }
    }
};

const OnBothDatabases registered;

} // namespace
