/// What the API document says about fields.

#include "check.h"

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::fields;
using tenon::schema::Direction;
using tenon::schema::Schema;

class JsonSchemaTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JsonSchemaTest);
    CPPUNIT_TEST(everyKindDescribesItself);
    CPPUNIT_TEST(aBodyNamesItsRequiredMembersAndNoOthers);
    CPPUNIT_TEST(anAnswerHoldsNoWriteOnlyMembers);
    CPPUNIT_TEST(nullIsAddedToTypesEnumsAndAlternatives);
    CPPUNIT_TEST(annotationsAreTakenOver);
    CPPUNIT_TEST(theInitialValueOfASecretIsNotTold);
    CPPUNIT_TEST_SUITE_END();

    static std::string described(const tenon::Field& field, Direction direction = Direction::In) {
        const tenon::JsonObject schema = Schema(tenon::descriptionOf({field})).jsonSchema(direction);
        return boost::json::serialize(schema.at("properties").as_object().at(field.name()));
    }

    static void equal(const char* expected, const std::string& actual) {
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(boost::json::parse(expected)), actual);
    }

    void everyKindDescribesItself() {
        equal(R"({"type":"string","minLength":2,"maxLength":9})", described(text("f", 9).min(2)));
        equal(R"({"type":"integer","format":"int64","minimum":0,"maximum":9})", described(integer("f").min(0).max(9)));
        equal(
            R"({"type":["string","number"],"format":"decimal","pattern":"^-?[0-9]{1,16}(\\.[0-9]{1,2})?$","minimum":0.5})",
            described(decimal("f", 2).min("0.5"))
        );
        equal(
            R"({"type":"string","format":"decimal","pattern":"^-?[0-9]{1,18}$"})",
            described(decimal("f", 0), Direction::Out)
        );
        equal(R"({"type":"boolean"})", described(boolean("f")));
        equal(R"({"type":"string","format":"date"})", described(date("f")));
        equal(R"({"type":"string","format":"date-time"})", described(timestamp("f")));
        equal(R"({"type":"string","enum":["a","b"]})", described(choice("f", {"a", "b"})));
        equal(R"({"type":"string","format":"email","maxLength":254})", described(email("f")));
        equal(R"({"type":"string","format":"uuid"})", described(uuid("f")));
        equal(R"({"type":"string","contentMediaType":"application/octet-stream"})", described(file("f")));
        equal(R"({"type":"integer","format":"int64"})", described(duration("f"), Direction::Out));
        equal(R"({"type":"array","items":{"type":"boolean"},"maxItems":3})", described(list("f", boolean("")).max(3)));
        equal("{}", described(tenon::fields::json("f")));
        tenon::JsonObject shown = tenon::fields::json("f").description();
        shown["fields"] = tenon::descriptionOf({boolean("a")});
        equal(
            R"({"type":"object","properties":{"a":{"type":"boolean"}},"additionalProperties":false})",
            described(tenon::Field(shown))
        );
    }

    void aBodyNamesItsRequiredMembersAndNoOthers() {
        const Schema schema(tenon::descriptionOf({boolean("a").required(), boolean("b"), integer("id").readOnly()}));
        equal(
            R"({"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"boolean"}},
                "additionalProperties":false,"required":["a"]})",
            boost::json::serialize(schema.jsonSchema(Direction::In))
        );
    }

    void anAnswerHoldsNoWriteOnlyMembers() {
        const Schema schema(tenon::descriptionOf({secret("password"), boolean("b").readOnly()}));
        equal(
            R"({"type":"object","properties":{"b":{"type":"boolean","readOnly":true}}})",
            boost::json::serialize(schema.jsonSchema(Direction::Out))
        );
    }

    void nullIsAddedToTypesEnumsAndAlternatives() {
        equal(R"({"type":["boolean","null"]})", described(boolean("f").nullable()));
        equal(R"({"type":["string","null"],"enum":["a",null]})", described(choice("f", {"a"}).nullable()));
        equal(
            R"({"anyOf":[{"type":"integer","minimum":1},{"type":"string","format":"uuid"},{"type":"null"}]})",
            described(ref("f", "t").nullable())
        );
    }

    void annotationsAreTakenOver() {
        equal(
            R"({"type":"boolean","description":"Counted.","examples":[true],"default":false})",
            described(boolean("f").help("Counted.").example(true).initial("false"))
        );
    }

    void theInitialValueOfASecretIsNotTold() {
        CPPUNIT_ASSERT(described(secret("f").initial("hunter2")).find("hunter2") == std::string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(JsonSchemaTest);

} // namespace
