#include <kernel/resources/described_fields.h>

#include <tenon/resource.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <string>

namespace {

using namespace tenon::fields;

class DescribedFieldsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DescribedFieldsTest);
    CPPUNIT_TEST(aComputedMemberMayBearAnotherSpellingOfAField);
    CPPUNIT_TEST(whatIsSentKeepsItsSpellings);
    CPPUNIT_TEST_SUITE_END();

public:
    void aComputedMemberMayBearAnotherSpellingOfAField() {
        const tenon::Fields answer = tenon::resources::answerFields(
            accounts(), {{text("account_type"), [](const tenon::JsonObject&) { return tenon::Json(); }}}
        );
        for (const tenon::Field& field : answer) {
            CPPUNIT_ASSERT_MESSAGE(std::string(field.name()), !field.description().contains("also"));
        }
        const auto named = [&](std::string_view name) {
            return std::count_if(answer.begin(), answer.end(), [&](const auto& field) { return field.name() == name; });
        };
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, named("type"));
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, named("account_type"));
    }

    void whatIsSentKeepsItsSpellings() {
        CPPUNIT_ASSERT(tenon::resources::declaredFields(accounts()).front().description().contains("also"));
    }

private:
    static tenon::resources::Definition accounts() {
        tenon::Resource resource;
        resource.name = "accounts";
        resource.path = "/accounts";
        resource.table = "books_account";
        resource.fields = {text("type").also("account_type")};
        resource.order = {"type"};
        return {"books", descriptionOf(resource)};
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DescribedFieldsTest);

} // namespace
