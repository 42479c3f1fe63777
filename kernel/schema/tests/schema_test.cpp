/// The rules that hold for a whole input: presence, unknown members, spellings, nesting, forms.

#include "check.h"

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

using namespace tenon::fields;
using tenon::Fields;
using tenon::schema::Presence;
using tenon::schema::Schema;
using tenon::schema::Unknown;
using tenon::schema::test::outcome;
using tenon::schema::test::textOutcome;

const Fields& items() {
    static const Fields fields{
        text("sku", 40).required().also("SKU").also("code"),
        text("name").required(),
        decimal("price", 2).min("0"),
        choice("status", {"active", "retired"}).initial("active"),
        boolean("tracked").initial("true"),
        date("introduced").nullable(),
        integer("version").readOnly(),
    };
    return fields;
}

Fields order() {
    return {
        text("number").required(),
        list("lines", object("", {ref("item", "inv_item").required(), integer("quantity").min(1).initial(1)}))
            .min(1)
            .max(3),
        object("address", {text("city").required(), text("street")}),
    };
}

class SchemaTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SchemaTest);
    CPPUNIT_TEST(allFaultsAreReportedAtOnce);
    CPPUNIT_TEST(initialValuesStandInForWhatIsMissing);
    CPPUNIT_TEST(aPatchHoldsOnlyWhatWasSent);
    CPPUNIT_TEST(aPatchMayNotEmptyARequiredField);
    CPPUNIT_TEST(nullIsKeptWhereItIsAllowed);
    CPPUNIT_TEST(readOnlyFieldsMayNotBeSent);
    CPPUNIT_TEST(otherSpellingsGetTheDeclaredNameWhichWins);
    CPPUNIT_TEST(unknownMembersAreRefusedKeptOrIgnored);
    CPPUNIT_TEST(aHostileNameIsShownHarmless);
    CPPUNIT_TEST(aMillionFaultsAreCutToTheLimit);
    CPPUNIT_TEST(nestedFaultsHaveDottedPaths);
    CPPUNIT_TEST(theSoundPartIsWhatHasNoFaults);
    CPPUNIT_TEST(listsKeepTheirLengths);
    CPPUNIT_TEST(filesAreLeftOut);
    CPPUNIT_TEST(repeatedNamesOfAFormMakeAList);
    CPPUNIT_TEST(aScalarMayBeSentOnlyOnceInAForm);
    CPPUNIT_TEST(anEmptyControlOfAFormCountsAsNotSent);
    CPPUNIT_TEST(formsCarryObjectsAsJsonText);
    CPPUNIT_TEST(aWrongDeclarationIsNamed);
    CPPUNIT_TEST_SUITE_END();

    static void equal(const std::string& expected, const std::string& actual) {
        CPPUNIT_ASSERT_EQUAL(expected, actual);
    }

    void allFaultsAreReportedAtOnce() {
        equal(
            "sku: This field is required.\n"
            "name: This field may not be empty.\n"
            "price: Must have at most 2 decimals.\n"
            "status: Must be one of: active, retired.\n"
            "tracked: Must be true or false.\n"
            "introduced: Must be a date of the form YYYY-MM-DD.\n"
            "colour: Unknown field.",
            outcome(items(), R"({"name":"","price":"-1.234","status":"gone","tracked":"yes","introduced":"2024-02-30",
                                 "colour":"red"})")
        );
    }

    void initialValuesStandInForWhatIsMissing() {
        equal(
            R"({"sku":"a","name":"b","status":"active","tracked":true})", outcome(items(), R"({"name":"b","sku":"a"})")
        );
    }

    void aPatchHoldsOnlyWhatWasSent() {
        equal(R"({"price":"2.50"})", outcome(items(), R"({"price":2.5})", Presence::Partial));
        equal("{}", outcome(items(), "{}", Presence::Partial));
    }

    void aPatchMayNotEmptyARequiredField() {
        equal(
            "sku: This field may not be empty.\nname: This field may not be null.",
            outcome(items(), R"({"sku":" ","name":null})", Presence::Partial)
        );
    }

    void nullIsKeptWhereItIsAllowed() {
        equal(R"({"introduced":null})", outcome(items(), R"({"introduced":null})", Presence::Partial));
        equal("price: This field may not be null.", outcome(items(), R"({"price":null})", Presence::Partial));
    }

    void readOnlyFieldsMayNotBeSent() {
        equal("version: This field is read-only.", outcome(items(), R"({"version":3})", Presence::Partial));
    }

    void otherSpellingsGetTheDeclaredNameWhichWins() {
        equal(R"({"sku":"a"})", outcome(items(), R"({"code":"a"})", Presence::Partial));
        equal(R"({"sku":"b"})", outcome(items(), R"({"code":"a","SKU":"b"})", Presence::Partial));
        equal(R"({"sku":"c"})", outcome(items(), R"({"code":"a","sku":"c","SKU":"b"})", Presence::Partial));
        equal("code: Must be a text.", outcome(items(), R"({"code":1})", Presence::Partial));
    }

    void unknownMembersAreRefusedKeptOrIgnored() {
        const char* body = R"({"price":1,"x":{"y":[1]}})";
        equal("x: Unknown field.", outcome(items(), body, Presence::Partial, Unknown::Refuse));
        equal(R"({"price":"1.00","x":{"y":[1]}})", outcome(items(), body, Presence::Partial, Unknown::Keep));
        equal(R"({"price":"1.00"})", outcome(items(), body, Presence::Partial, Unknown::Ignore));
        equal(
            "x: Must not contain NUL characters.",
            outcome(items(), R"({"x":"\u0000"})", Presence::Partial, Unknown::Keep)
        );
    }

    void aHostileNameIsShownHarmless() {
        equal("a?[2J?: Unknown field.", outcome(items(), R"({"a\u001b[2J\n":1})", Presence::Partial).substr(0, 23));
        const std::string longName(10'000, 'n');
        equal(
            std::string(64, 'n') + ": Unknown field.", outcome(items(), "{\"" + longName + "\":1}", Presence::Partial)
        );
    }

    void aMillionFaultsAreCutToTheLimit() {
        tenon::JsonArray numbers(1'000'000, 1);
        const Schema schema(tenon::descriptionOf({list("tags", text(""))}));
        try {
            static_cast<void>(schema.accept({{"tags", std::move(numbers)}}, Presence::Whole, Unknown::Refuse));
            CPPUNIT_FAIL("the input was accepted");
        } catch (const tenon::Invalid& invalid) {
            CPPUNIT_ASSERT_EQUAL(tenon::schema::Faults::limit, invalid.fields().size());
            equal("tags.99", invalid.fields().back().field);
        }
    }

    void nestedFaultsHaveDottedPaths() {
        equal(
            R"({"number":"7","lines":[{"item":5,"quantity":1}],"address":{"city":"Oslo"}})",
            outcome(order(), R"({"number":"7","lines":[{"item":5}],"address":{"city":"Oslo"}})")
        );
        equal(
            "number: This field is required.\n"
            "lines.0.quantity: Must be at least 1.\n"
            "lines.1.item: This field is required.\n"
            "lines.1.colour: Unknown field.\n"
            "lines.2: Must be an object.\n"
            "address.city: This field is required.",
            outcome(order(), R"({"lines":[{"item":1,"quantity":0},{"colour":1},7],"address":{}})")
        );
    }

    void theSoundPartIsWhatHasNoFaults() {
        const Schema schema(tenon::descriptionOf(order()));
        const tenon::Json input = boost::json::parse(
            R"({"number": 7, "lines": [{"item": 1, "quantity": 0}, {"item": 2}], "address": {"city": " Jakarta "}})"
        );
        tenon::schema::Faults faults;
        const tenon::JsonObject sound = schema.soundPart(
            input.as_object(), Presence::Whole, Unknown::Refuse, tenon::schema::Scalars::Typed, faults
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"lines":[{"item":1},{"item":2,"quantity":1}],"address":{"city":"Jakarta"}})"),
            boost::json::serialize(sound)
        );
        faults.addUnlessKnown({"number", "Another fault of a field that has one."});
        faults.addUnlessKnown({"lines.1.item", "There is no such item."});
        std::string fields;
        for (const tenon::FieldError& fault : faults.all()) {
            fields += fault.field + " ";
        }
        CPPUNIT_ASSERT_EQUAL(std::string("number lines.0.quantity lines.1.item "), fields);
    }

    void listsKeepTheirLengths() {
        equal("lines: Must have at least 1 items.", outcome(order(), R"({"lines":[]})", Presence::Partial));
        equal("lines: Must have at most 3 items.", outcome(order(), R"({"lines":[1,2,3,4]})", Presence::Partial));
        equal("lines: Must be a list.", outcome(order(), R"({"lines":{}})", Presence::Partial));
        equal("lines.0: This field may not be null.", outcome(order(), R"({"lines":[null]})", Presence::Partial));
    }

    void filesAreLeftOut() {
        const Fields fields{file("scan").required(), list("more", file("")).required(), text("title")};
        equal(R"({"title":"x"})", outcome(fields, R"({"title":"x"})"));
        equal(R"({"title":"x"})", textOutcome(fields, {{"title", "x"}, {"scan", "not a file"}}));
    }

    void repeatedNamesOfAFormMakeAList() {
        const Fields fields{list("tags", text("", 5)), list("ids", integer(""))};
        equal(R"({"tags":["a"],"ids":[1,2]})", textOutcome(fields, {{"ids", "1"}, {"tags", "a"}, {"ids", "2"}}));
        equal(R"({"tags":["a","b"]})", textOutcome(fields, {{"tags[]", "a"}, {"tags[]", "b"}}));
        equal(R"({"tags":["a","b"]})", textOutcome(fields, {{"tags", R"(["a","b"])"}}));
        equal(R"({"tags":["[a","b"]})", textOutcome(fields, {{"tags", "[a"}, {"tags", "b"}}));
        equal(
            "tags.1: Must be at most 5 characters.\nids.0: Must be a whole number.",
            textOutcome(fields, {{"tags", "a"}, {"tags", "abcdef"}, {"ids", "x"}})
        );
    }

    void aScalarMayBeSentOnlyOnceInAForm() {
        equal(
            "sku: Must be sent only once.",
            textOutcome(items(), {{"sku", "a"}, {"name", "b"}, {"sku", "c"}}, Presence::Whole)
        );
        equal("x: Unknown field.", textOutcome(items(), {{"x", "a"}, {"x", "b"}}, Presence::Partial));
    }

    void anEmptyControlOfAFormCountsAsNotSent() {
        equal("{}", textOutcome(items(), {{"price", ""}, {"status", " "}}, Presence::Partial));
        equal(R"({"introduced":null})", textOutcome(items(), {{"introduced", ""}}, Presence::Partial));
        equal("sku: This field may not be empty.", textOutcome(items(), {{"sku", ""}}, Presence::Partial));
    }

    void formsCarryObjectsAsJsonText() {
        equal(
            R"({"address":{"city":"Oslo"}})",
            textOutcome(order(), {{"address", R"({"city":"Oslo"})"}}, Presence::Partial)
        );
        equal("address: Must be an object.", textOutcome(order(), {{"address", "{city"}}, Presence::Partial));
        const std::string deep(100'000, '[');
        equal("address: Must be an object.", textOutcome(order(), {{"address", deep}}, Presence::Partial));
    }

    static std::string declarationFault(const Fields& fields) {
        try {
            const Schema schema(tenon::descriptionOf(fields));
        } catch (const std::invalid_argument& fault) {
            return fault.what();
        }
        return {};
    }

    void aWrongDeclarationIsNamed() {
        equal("field 'x': there is no field type 'colour'", declarationFault({tenon::Field("colour", "x")}));
        equal("field 'x' is declared twice", declarationFault({text("x"), text("y").also("x")}));
        equal("field 'x': min cannot be \"low\"", declarationFault({integer("x").min("low")}));
        equal("field 'x': scale cannot be 13", declarationFault({decimal("x", 13)}));
        equal(
            "field 'x': its initial value is wrong: Must be one of: a, b.",
            declarationFault({choice("x", {"a", "b"}).initial("c")})
        );
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SchemaTest);

} // namespace
