/// A field's description is what modules and kernels of different ages agree on: its form must not change.

#include <tenon/field.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::fields;
using tenon::Field;

class FieldTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FieldTest);
    CPPUNIT_TEST(everyTypeDescribesItself);
    CPPUNIT_TEST(onlyWhatWasSetIsDescribed);
    CPPUNIT_TEST(everyPropertyHasItsKey);
    CPPUNIT_TEST(spellingsAreCollectedInOrder);
    CPPUNIT_TEST(nestedFieldsAreDescribedInside);
    CPPUNIT_TEST(aSecretIsNeverAnswered);
    CPPUNIT_TEST(aFieldComesBackFromItsDescription);
    CPPUNIT_TEST(descriptionsKeepTheOrderOfFields);
    CPPUNIT_TEST_SUITE_END();

    static void describes(const char* expected, const Field& field) {
        CPPUNIT_ASSERT_EQUAL(std::string(expected), boost::json::serialize(field.description()));
    }

    void everyTypeDescribesItself() {
        describes(R"({"name":"f","type":"text","max":255})", text("f"));
        describes(R"({"name":"f","type":"integer"})", integer("f"));
        describes(R"({"name":"f","type":"decimal","scale":2})", decimal("f", 2));
        describes(R"({"name":"f","type":"number"})", number("f"));
        describes(R"({"name":"f","type":"boolean"})", boolean("f"));
        describes(R"({"name":"f","type":"date"})", date("f"));
        describes(R"({"name":"f","type":"timestamp"})", timestamp("f"));
        describes(R"({"name":"f","type":"choice","choices":["a","b"]})", choice("f", {"a", "b"}));
        describes(R"({"name":"f","type":"email","max":254})", email("f"));
        describes(R"({"name":"f","type":"uuid"})", uuid("f"));
        describes(R"({"name":"f","type":"ref","target":"inv_item"})", ref("f", "inv_item"));
        describes(R"({"name":"f","type":"json"})", tenon::fields::json("f"));
        describes(R"({"name":"f","type":"file"})", file("f"));
        describes(R"({"name":"f","type":"duration"})", duration("f"));
        describes(R"({"name":"f","type":"bytes"})", bytes("f"));
    }

    void onlyWhatWasSetIsDescribed() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, integer("f").description().size());
        CPPUNIT_ASSERT_EQUAL(std::string("f"), std::string(integer("f").name()));
        CPPUNIT_ASSERT_EQUAL(std::string("integer"), std::string(integer("f").type()));
    }

    void everyPropertyHasItsKey() {
        describes(
            R"({"name":"f","type":"integer","required":true,"nullable":true,"unique":true,"initial":"0","min":"-1","max":9,)"
            R"("read_only":true,"write_only":true,"help":"Counted.","example":4})",
            integer("f")
                .required()
                .nullable()
                .unique()
                .initial("0")
                .min("-1")
                .max(9)
                .readOnly()
                .writeOnly()
                .help("Counted.")
                .example(4)
        );
    }

    void spellingsAreCollectedInOrder() {
        describes(R"({"name":"f","type":"boolean","also":["F","eff"]})", boolean("f").also("F").also("eff"));
    }

    void nestedFieldsAreDescribedInside() {
        describes(
            R"({"name":"f","type":"list","of":{"name":"","type":"object","fields":[{"name":"g","type":"boolean"}]}})",
            list("f", object("", {boolean("g")}))
        );
    }

    void aSecretIsNeverAnswered() {
        describes(R"({"name":"f","type":"secret","max":40,"write_only":true})", secret("f", 40));
    }

    void aFieldComesBackFromItsDescription() {
        const Field field = decimal("price", 2).required().min("0");
        const Field again(field.description());
        CPPUNIT_ASSERT(field.description() == again.description());
        CPPUNIT_ASSERT_EQUAL(std::string("price"), std::string(again.name()));
    }

    void descriptionsKeepTheOrderOfFields() {
        const tenon::JsonArray described = tenon::descriptionOf({text("z"), text("a")});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, described.size());
        CPPUNIT_ASSERT_EQUAL(std::string("z"), std::string(tenon::textAt(described.at(0).as_object(), "name")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FieldTest);

} // namespace
