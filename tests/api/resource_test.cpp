/// A resource's six endpoints: who may call them, what they accept, store and answer.

#include "support.h"

#include <algorithm>
#include <cctype>

namespace things::test {

template <On on>
class ResourceTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ResourceTest);
    CPPUNIT_TEST(everyEndpointAsksForASignInAndItsPermission);
    CPPUNIT_TEST(aNewRecordIsAnsweredInCanonicalForm);
    CPPUNIT_TEST(whatIsNotSentHasItsInitialValueOrIsNull);
    CPPUNIT_TEST(everyFaultIsToldAtOnce);
    CPPUNIT_TEST(whatNobodyDeclaredIsRefused);
    CPPUNIT_TEST(aFaultOfAHookIsToldAtItsField);
    CPPUNIT_TEST(aDuplicateIsAConflictAtItsField);
    CPPUNIT_TEST(aDuplicateOfSeveralFieldsIsToldAtTheOneThatItsConstraintNames);
    CPPUNIT_TEST(aViolatedCheckIsAFaultOfItsField);
    CPPUNIT_TEST(aReferenceToNothingIsAFaultOfItsField);
    CPPUNIT_TEST(aReferenceMayBeAUuid);
    CPPUNIT_TEST(aRecordThatOthersReferToCannotBeDeleted);
    CPPUNIT_TEST(aRecordIsFoundByIdAndByUuid);
    CPPUNIT_TEST(aRecordOfSomebodyElseDoesNotExist);
    CPPUNIT_TEST(patchAndPutChangeOnlyWhatIsSent);
    CPPUNIT_TEST(aSecretIsNeverAnsweredNorAudited);
    CPPUNIT_TEST(aSecretLiesSealedInTheDatabase);
    CPPUNIT_TEST(everyChangeIsAudited);
    CPPUNIT_TEST(aReadOnlyResourceServesNoWrites);
    CPPUNIT_TEST(aHookMayRefuseADeletion);
    CPPUNIT_TEST_SUITE_END();

public:
    ResourceTest() : KernelFixture(on) {}

    void everyEndpointAsksForASignInAndItsPermission() {
        const std::string one = "/things/" + std::to_string(added(clerk, "/things/", R"({"name": "one"})"));
        expect({
            {nobody, "GET", "/things/", "", 401},
            {nobody, "POST", "/things/", R"({"name": "two"})", 401},
            {nobody, "GET", one, "", 401},
            {nobody, "PUT", one, R"({"name": "two"})", 401},
            {nobody, "PATCH", one, R"({"name": "two"})", 401},
            {nobody, "DELETE", one, "", 401},
            {stranger, "GET", "/things/", "", 403},
            {stranger, "POST", "/things/", R"({"name": "two"})", 403},
            {stranger, "GET", one, "", 403},
            {stranger, "PUT", one, R"({"name": "two"})", 403},
            {stranger, "PATCH", one, R"({"name": "two"})", 403},
            {stranger, "DELETE", one, "", 403},
            {reader, "GET", one, "", 200, R"("name":"one")"},
            {reader, "POST", "/things/", R"({"name": "two"})", 403},
            {reader, "PATCH", one, R"({"name": "two"})", 403},
            {reader, "DELETE", one, "", 403},
            {stranger, "GET", "/boxes", "", 200},
            {nobody, "GET", "/boxes", "", 401},
            {clerk, "DELETE", one, "", 200},
            {clerk, "GET", one, "", 404, "Not found."},
        });
    }

    void aNewRecordIsAnsweredInCanonicalForm() {
        const auto box = std::to_string(added(clerk, "/boxes", R"({"name": "big"})"));
        const Answer answer = call(
            clerk,
            "POST",
            "/things/",
            R"({"name": "  Lamp  ", "note": "it's \"100%_\" \\ ok", "amount": 7, "price": 12.5, "score": 0.25,
                "status": "RETIRED", "tracked": false, "introduced": "2024-02-29",
                "seen": "2024-03-01T12:00:00+07:00", "contact": "a@example.com",
                "code": "0F0E0D0C-0000-4000-8000-00000000000A", "tags": ["x", "y"],
                "size": {"width": 3}, "extra": {"deep": [1, null, {"a": true}]}, "pin": "1234", "box": )"
                + box + "}"
        );
        assertStatus(201, answer);
        JsonObject record = answer.json.as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), answer.headers.at("etag"));
        CPPUNIT_ASSERT_EQUAL(std::size_t(36), record.at("uuid").as_string().size());
        CPPUNIT_ASSERT_EQUAL(record.at("created_at").as_string(), record.at("updated_at").as_string());
        for (const char* own : {"id", "uuid", "box", "created_at", "updated_at"}) {
            CPPUNIT_ASSERT_MESSAGE(own, record.erase(own) == 1);
        }
        assertJson(
            R"({"name": "Lamp", "note": "it's \"100%_\" \\ ok", "amount": 7, "price": "12.50", "score": 0.25,
                "status": "retired", "tracked": false, "introduced": "2024-02-29",
                "seen": "2024-03-01T05:00:00.000000Z", "contact": "a@example.com",
                "code": "0f0e0d0c-0000-4000-8000-00000000000a", "spare": null, "tags": ["x", "y"],
                "size": {"width": 3}, "extra": {"deep": [1, null, {"a": true}]}, "owner": "clerk", "version": 1,
                "label": "Lamp!", "pin": "********", "has_pin": true})",
            sorted(record)
        );
    }

    void whatIsNotSentHasItsInitialValueOrIsNull() {
        const Answer answer = call(clerk, "POST", "/things/", R"({"name": "bare"})");
        assertStatus(201, answer);
        CPPUNIT_ASSERT_EQUAL(std::string("active"), std::string(answer.json.at("status").as_string()));
        CPPUNIT_ASSERT(answer.json.at("tracked").as_bool());
        for (const char* absent : {"note", "amount", "price", "introduced", "seen", "box", "tags", "size", "extra"}) {
            CPPUNIT_ASSERT_MESSAGE(absent, answer.json.at(absent).is_null());
        }
    }

    void everyFaultIsToldAtOnce() {
        const Answer answer = call(
            clerk,
            "POST",
            "/things/",
            R"({"name": "", "amount": 1001, "price": "-1.234", "score": "much", "status": "gone", "tracked": "yes",
                "introduced": "2024-02-30", "seen": "yesterday", "contact": "nowhere", "code": "x", "box": "x",
                "tags": ["this is longer than twenty"], "size": {"height": 1, "depth": 2}, "colour": "red"})",
            {{"x-api-dialect", "visa"}}
        );
        assertStatus(400, answer);
        assertJson(
            R"({
                "name": ["This field may not be empty."],
                "amount": ["Must be at most 1000."],
                "price": ["Must have at most 2 decimals."],
                "score": ["Must be a number."],
                "status": ["Must be one of: active, retired."],
                "tracked": ["Must be true or false."],
                "introduced": ["Must be a date of the form YYYY-MM-DD."],
                "seen": ["Must be a date and time with zone, such as 2026-01-31T08:00:00Z."],
                "contact": ["Must be an e-mail address."],
                "code": ["Must be a UUID."],
                "box": ["Must be the id or UUID of a record."],
                "tags.0": ["Must be at most 20 characters."],
                "size.width": ["This field is required."],
                "size.depth": ["Unknown field."],
                "colour": ["Unknown field."]
            })",
            answer.json
        );
    }

    void whatNobodyDeclaredIsRefused() {
        expect({
            {clerk, "POST", "/things/", R"({"name": "a", "id": 7})", 400, "\"id\""},
            {clerk, "POST", "/things/", R"({"name": "a", "uuid": "x"})", 400, "\"uuid\""},
            {clerk, "POST", "/things/", R"({"name": "a", "version": 3})", 400, "\"version\""},
            {clerk, "POST", "/things/", R"({"name": "a", "owner": "admin"})", 400, "read-only"},
            {clerk, "POST", "/things/", R"({"name": "a", "label": "b"})", 400, "\"label\""},
            {clerk,
             "POST",
             "/things/",
             R"({"name": "a", "created_at": "2020-01-01T00:00:00Z"})",
             400,
             "\"created_at\""},
            {clerk, "GET", "/things/", "", 200, "[]"},
        });
    }

    void aFaultOfAHookIsToldAtItsField() {
        const Answer answer = call(clerk, "POST", "/things/", R"({"name": "forbidden"})", {{"x-api-dialect", "visa"}});
        assertStatus(400, answer);
        assertJson(R"({"name": ["May not be called forbidden."]})", answer.json);
    }

    void aDuplicateIsAConflictAtItsField() {
        added(clerk, "/things/", R"({"name": "one"})");
        const auto two = std::to_string(added(clerk, "/things/", R"({"name": "two"})"));
        for (const auto& [method, path] :
             {std::pair("POST", std::string("/things/")), std::pair("PATCH", "/things/" + two)}) {
            const Answer answer = call(clerk, method, path, R"({"name": "one"})", {{"x-api-dialect", "gaara"}});
            assertStatus(409, answer);
            const JsonObject& error = answer.json.at("error").as_object();
            CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), std::string(error.at("code").as_string()));
            CPPUNIT_ASSERT(error.at("details").as_object().contains("name"));
        }
    }

    void aDuplicateOfSeveralFieldsIsToldAtTheOneThatItsConstraintNames() {
        const auto yard = std::to_string(added(admin, "/yards", R"({"name": "north"})"));
        const std::string shed = R"({"name": "one", "yard": )" + yard + "}";
        added(admin, "/sheds", shed);
        const Answer answer = call(admin, "POST", "/sheds", shed, {{"x-api-dialect", "gaara"}});
        assertStatus(409, answer);
        const JsonObject& error = answer.json.at("error").as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), std::string(error.at("code").as_string()));
        CPPUNIT_ASSERT(error.at("details").as_object().contains("name"));
    }

    void aViolatedCheckIsAFaultOfItsField() {
        const Answer answer =
            call(clerk, "POST", "/things/", R"({"name": "one", "amount": 13})", {{"x-api-dialect", "visa"}});
        assertStatus(400, answer);
        assertJson(R"({"amount": ["This value is not allowed."]})", answer.json);
    }

    void aReferenceToNothingIsAFaultOfItsField() {
        const auto box = std::to_string(added(clerk, "/boxes", R"({"name": "big"})"));
        const std::string sent = R"({"name": "one", "box": )" + box + R"(, "spare": 999})";
        const Answer answer = call(clerk, "POST", "/things/", sent, {{"x-api-dialect", "visa"}});
        assertStatus(400, answer);
        assertJson(R"({"spare": ["Refers to a record that does not exist."]})", answer.json);
    }

    void aReferenceMayBeAUuid() {
        const Answer box = call(clerk, "POST", "/boxes", R"({"name": "big"})");
        const std::string uuid(box.json.at("uuid").as_string());
        const Answer answer = call(clerk, "POST", "/things/", R"({"name": "one", "box": ")" + uuid + "\"}");
        assertStatus(201, answer);
        CPPUNIT_ASSERT(box.json.at("id") == answer.json.at("box"));
        const Answer found = call(clerk, "GET", "/things/?box=" + uuid);
        assertStatus(200, found);
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), found.json.as_array().size());

        const Answer dangling = call(
            clerk,
            "POST",
            "/things/",
            R"({"name": "two", "box": "00000000-0000-4000-8000-000000000000"})",
            {{"x-api-dialect", "visa"}}
        );
        assertStatus(400, dangling);
        assertJson(R"({"box": ["Refers to a record that does not exist."]})", dangling.json);
    }

    void aRecordThatOthersReferToCannotBeDeleted() {
        const auto box = std::to_string(added(clerk, "/boxes", R"({"name": "big"})"));
        added(clerk, "/things/", R"({"name": "one", "box": )" + box + "}");
        const std::string path = "/boxes/" + box;
        expect({
            {clerk, "DELETE", path, "", 409, "IN_USE"},
            {clerk, "GET", path, "", 200, "big"},
        });
    }

    void aRecordIsFoundByIdAndByUuid() {
        const Answer created = call(clerk, "POST", "/things/", R"({"name": "one"})");
        std::string uuid(created.json.at("uuid").as_string());
        const std::string lower = "/things/" + uuid;
        std::transform(uuid.begin(), uuid.end(), uuid.begin(), [](unsigned char c) {
            return static_cast<char>(std::toupper(c));
        });
        const std::string upper = "/things/" + uuid + "/";
        expect({
            {clerk, "GET", lower, "", 200, "\"one\""},
            {clerk, "GET", upper, "", 200, "\"one\""},
            {clerk, "PATCH", lower, R"({"amount": 2})", 200, "\"amount\":2"},
            {clerk, "GET", "/things/0", "", 404},
            {clerk, "GET", "/things/-1", "", 404},
            {clerk, "GET", "/things/99999999999999999999", "", 404},
            {clerk, "GET", "/things/1%20OR%201=1", "", 404},
            {clerk, "GET", "/things/nothing", "", 404},
            {clerk, "PATCH", "/things/999", R"({"amount": 2})", 404},
            {clerk, "DELETE", "/things/999", "", 404},
        });
    }

    void aRecordOfSomebodyElseDoesNotExist() {
        const Answer created = call(clerk, "POST", "/things/", R"({"name": "mine"})");
        const std::string one = "/things/" + std::to_string(created.json.at("id").as_int64());
        const std::string uuid = "/things/" + std::string(created.json.at("uuid").as_string());
        expect({
            {other, "GET", one, "", 404, "Not found."},
            {other, "GET", uuid, "", 404, "Not found."},
            {other, "PUT", one, R"({"name": "theirs"})", 404},
            {other, "PATCH", one, R"({"name": "theirs"})", 404},
            {other, "DELETE", one, "", 404},
            {other, "GET", "/things/", "", 200, "[]", "mine"},
            {other, "GET", "/things/?owner=clerk", "", 200, "[]", "mine"},
            {other, "GET", "/things/?search=mine", "", 200, "[]", "mine"},
            {reader, "GET", one, "", 200, "mine"},
            {clerk, "GET", "/things/?owner=clerk", "", 200, "mine"},
        });
    }

    void patchAndPutChangeOnlyWhatIsSent() {
        const std::string one =
            "/things/"
            + std::to_string(added(
                clerk,
                "/things/",
                R"({"name": "one", "price": "3.10", "tags": ["a"], "size": {"width": 1}, "extra": [1]})"
            ));
        const Answer patched = call(clerk, "PATCH", one, R"({"note": "new", "extra": null})");
        assertStatus(200, patched);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), patched.json.at("version").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string("\"2\""), patched.headers.at("etag"));
        assertJson(R"(["one", "new", "3.10", ["a"], {"width": 1}, null, "active"])", valuesOf(patched));
        const Answer put = call(clerk, "PUT", one, R"({"name": "uno", "status": "retired"})");
        assertStatus(200, put);
        assertJson(R"(["uno", "new", "3.10", ["a"], {"width": 1}, null, "retired"])", valuesOf(put));
        expect({
            {clerk, "PATCH", one, R"({"name": ""})", 400, "empty"},
            {clerk, "PATCH", one, R"({"name": null})", 400, "null"},
            {clerk, "PATCH", one, "{}", 200, "\"version\":4"},
        });
    }

    void aSecretIsNeverAnsweredNorAudited() {
        const std::string one =
            "/things/" + std::to_string(added(clerk, "/things/", R"({"name": "one", "pin": "c4n4ry"})"));
        expect({
            {clerk, "GET", one, "", 200, R"("pin":"********")", "c4n4ry"},
            {clerk, "GET", "/things/", "", 200, R"("has_pin":true)", "c4n4ry"},
            {clerk, "PATCH", one, R"({"amount": 1})", 200, "one", "c4n4ry"},
            {clerk, "PATCH", one, R"({"pin": "********"})", 200, R"("has_pin":true)", "c4n4ry"},
            {clerk, "GET", "/things/?pin=c4n4ry&ordering=pin", "", 400, "ordering", "c4n4ry"},
        });
        const auto audited = kernel().database().value<std::int64_t>(
            "SELECT COUNT(*) FROM tenon_audit WHERE before LIKE '%c4n4ry%' OR after LIKE '%c4n4ry%'"
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), audited.value());
        CPPUNIT_ASSERT_EQUAL_MESSAGE("a change must not lose it", std::string("c4n4ry"), this->pin());
    }

    void aSecretLiesSealedInTheDatabase() {
        const std::string one =
            "/things/" + std::to_string(added(clerk, "/things/", R"({"name": "one", "pin": "c4n4ry"})"));
        const auto stored = [&] {
            return kernel().database().value<std::string>("SELECT pin FROM things_thing").value();
        };
        CPPUNIT_ASSERT(stored().find("c4n4ry") == std::string::npos);
        expect({{clerk, "PATCH", one, R"({"pin": "sealed:n3w"})", 200, R"("has_pin":true)", "n3w"}});
        CPPUNIT_ASSERT(stored().find("n3w") == std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("sealed:n3w"), this->pin());
        expect({{clerk, "PATCH", one, R"({"pin": null})", 200, R"("has_pin":false)"}});
    }

    void everyChangeIsAudited() {
        expect({
            {clerk, "POST", "/things/", R"({"name": "one"})", 201, "one", "", "things.things.created"},
            {clerk, "PATCH", "/things/1", R"({"amount": 1})", 200, "one", "", "things.things.changed"},
            {clerk, "DELETE", "/things/1", "", 200, "deleted", "", "things.things.deleted"},
        });
        const std::size_t before = kernel().auditedActions().size();
        expect({
            {clerk, "POST", "/things/", R"({"name": "forbidden"})", 400},
            {clerk, "PATCH", "/things/1", R"({"amount": 1})", 404},
            {clerk, "DELETE", "/things/1", "", 404},
            {clerk, "GET", "/things/", "", 200},
        });
        CPPUNIT_ASSERT_EQUAL(before, kernel().auditedActions().size());
    }

    void aReadOnlyResourceServesNoWrites() {
        expect({
            {reader, "GET", "/colours", "", 200, "green"},
            {reader, "GET", "/colours/1", "", 200, "red"},
            {stranger, "GET", "/colours", "", 403},
            {admin, "POST", "/colours", R"({"name": "blue"})", 405},
            {admin, "PATCH", "/colours/1", R"({"name": "blue"})", 405},
            {admin, "DELETE", "/colours/1", "", 405},
        });
        CPPUNIT_ASSERT_EQUAL(
            std::string("GET, HEAD, OPTIONS"), call(admin, "DELETE", "/colours/1").headers.at("allow")
        );
    }

    void aHookMayRefuseADeletion() {
        added(clerk, "/things/", R"({"name": "pinned"})");
        expect({
            {clerk, "DELETE", "/things/1", "", 409, "PINNED"},
            {clerk, "GET", "/things/1", "", 200, "pinned"},
        });
    }

private:
    /// The opened pin of the only thing.
    std::string pin() {
        std::string uuid;
        std::string sealed;
        this->kernel().database().each("SELECT uuid, pin FROM things_thing", {}, [&](const tenon::Row& row) {
            uuid = row.text(0);
            sealed = row.text(1);
        });
        return this->kernel().app().secrets().open({"things_thing", "pin", uuid}, sealed);
    }

    /// The members in the order of the declaration, whatever the order of erasing left.
    static Json sorted(const JsonObject& record) {
        JsonObject ordered;
        for (const char* name :
             {"name", "note",  "amount", "price", "score", "status", "tracked", "introduced", "seen", "contact",
              "code", "spare", "tags",   "size",  "extra", "owner",  "version", "label",      "pin",  "has_pin"}) {
            CPPUNIT_ASSERT_MESSAGE(name, record.contains(name));
            ordered[name] = record.at(name);
        }
        CPPUNIT_ASSERT_EQUAL_MESSAGE(boost::json::serialize(record), ordered.size(), record.size());
        return ordered;
    }

    static Json valuesOf(const Answer& answer) {
        tenon::JsonArray values;
        for (const char* name : {"name", "note", "price", "tags", "size", "extra", "status"}) {
            values.push_back(answer.json.at(name));
        }
        return values;
    }
};

static const OnBothDatabases<ResourceTest> registered;

} // namespace things::test
