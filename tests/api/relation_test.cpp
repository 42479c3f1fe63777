/// Resources that belong together: references that must agree, what is fixed, lists below a record.

#include "support.h"

namespace things::test {

template <On on>
class RelationTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(RelationTest);
    CPPUNIT_TEST(aFieldHasItsOwnNameWhateverItsColumnIsCalled);
    CPPUNIT_TEST(aReferenceLeadsOnlyToWhatBelongsToTheSame);
    CPPUNIT_TEST(whatIsFixedMayBeSentAgainButNotChanged);
    CPPUNIT_TEST(aChangeIsComparedWithWhatWas);
    CPPUNIT_TEST(aPutNamesWhatARecordMustHave);
    CPPUNIT_TEST(aListBelowARecordHoldsWhatRefersToIt);
    CPPUNIT_TEST(anActionChangesWhatNobodySends);
    CPPUNIT_TEST(aListBelowNothingIsNotFound);
    CPPUNIT_TEST(aResourceSpeaksTheDialectOfItsDocument);
    CPPUNIT_TEST_SUITE_END();

public:
    RelationTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _red = std::to_string(added(admin, "/boxes", R"({"name": "red"})"));
        _blue = std::to_string(added(admin, "/boxes", R"({"name": "blue"})"));
        _top = addLid("top", _red);
    }

    void aFieldHasItsOwnNameWhateverItsColumnIsCalled() {
        addLid("atop", _blue);
        expect({
            {admin, "GET", "/lids/" + _top, "", 200, R"("title":"top")", R"("name")"},
            {admin, "GET", "/lids?title=top", "", 200, R"("count":1)"},
            {admin, "GET", "/lids?search=TOP&ordering=-title", "", 200, R"("count":2)"},
            {admin, "GET", "/lids?ordering=name", "", 400},
            {admin, "POST", "/lids", R"({"title": "top"})", 409, "title"},
            {admin, "POST", "/lids", R"({"name": "other"})", 400, "title"},
            {admin, "PATCH", "/lids/" + _top, R"({"title": "topmost"})", 200, "topmost"},
        });
    }

    void aReferenceLeadsOnlyToWhatBelongsToTheSame() {
        const std::string below = addLid("below", _red);
        const std::string loose = addLid("loose", "null");
        const std::string elsewhere = addLid("elsewhere", _blue);
        const std::string path = "/lids/" + below;
        expect({
            {admin, "PATCH", path, R"({"over_id": )" + elsewhere + "}", 400, "over_id"},
            {admin, "PATCH", path, R"({"over_id": )" + _top + "}", 200},
            {admin, "PATCH", path, R"({"over_id": )" + loose + "}", 200},
            {admin, "PATCH", "/lids/" + loose, R"({"over_id": )" + _top + "}", 400, "over_id"},
        });
        const Answer refused = call(admin, "PATCH", path, R"({"over_id": )" + elsewhere + "}");
        CPPUNIT_ASSERT_EQUAL(boost::json::string("BOX_MISMATCH"), refused.json.at("code").as_string());
    }

    void whatIsFixedMayBeSentAgainButNotChanged() {
        expect({
            {admin, "PATCH", "/lids/" + _top, R"({"box_id": )" + _red + R"(, "title": "toppest"})", 200, "toppest"},
            {admin, "PATCH", "/lids/" + _top, R"({"box_id": )" + _blue + "}", 400, "Cannot be changed."},
            {admin, "PATCH", "/lids/" + _top, R"({"box_id": null})", 400, "Cannot be changed."},
        });
    }

    void aChangeIsComparedWithWhatWas() {
        expect({
            {admin, "PATCH", "/lids/" + _top, R"({"title": "to"})", 409, "only grows"},
            {admin, "PATCH", "/lids/" + _top, R"({"title": "topp"})", 200},
        });
    }

    void aPutNamesWhatARecordMustHave() {
        expect({
            {admin, "PUT", "/lids/" + _top, R"({"over_id": null})", 400, "title"},
            {admin, "PUT", "/lids/" + _top, R"({"title": "topmost"})", 200, R"("box_id":)" + _red},
        });
    }

    void aListBelowARecordHoldsWhatRefersToIt() {
        addLid("elsewhere", _blue);
        addLid("second", _red);
        expect({
            {admin, "GET", "/boxes/" + _red + "/lids", "", 200, R"("title":"second")", "elsewhere"},
            {admin, "GET", "/boxes/" + _red + "/lids", "", 200, R"("title":"top")"},
            {admin, "GET", "/boxes/" + _red + "/lids/?search=second", "", 200, "second", "top"},
            {admin, "GET", "/boxes/" + _blue + "/lids/?box_id=" + _red, "", 200, "[]"},
            {stranger, "GET", "/boxes/" + _red + "/lids", "", 403},
            {nobody, "GET", "/boxes/" + _red + "/lids", "", 401},
        });
    }

    void anActionChangesWhatNobodySends() {
        const std::string path = "/lids/" + _top;
        const User carpenter{"carpenter", {"things.lids.view", "things.lids.nail"}, false, {}};
        constexpr std::string_view hammer = R"({"hammer": "the big one", "reason": "It rattles"})";
        expect({
            {admin, "PATCH", path, R"({"nailed_by": "me"})", 400, "nailed_by"},
            {stranger, "POST", path + "/nail", hammer, 403},
            {nobody, "POST", path + "/nail", hammer, 401},
            {carpenter, "POST", path + "/nail", "{}", 400, "hammer"},
            {carpenter, "POST", "/lids/999/nail", hammer, 404},
            {carpenter, "POST", path + "/nail/", hammer, 200, R"("nailed_by":"the big one")", "", "things.lids.nail"},
            {carpenter, "POST", path + "/nail/", hammer, 409, "INVALID_STATE"},
            {carpenter, "PATCH", path, R"({"title": "topmost"})", 403},
        });
        const auto reason = kernel().database().template value<std::string>(
            "SELECT reason FROM tenon_audit WHERE action = 'things.lids.nail'"
        );
        CPPUNIT_ASSERT_EQUAL(std::string("It rattles"), reason.value());
        CPPUNIT_ASSERT_EQUAL(412, call(admin, "POST", path + "/nail", hammer, {{"if-match", "\"1\""}}).status);
    }

    void aListBelowNothingIsNotFound() {
        expect({
            {admin, "GET", "/boxes/999/lids", "", 404},
            {admin, "GET", "/boxes/b2f0ff1e-5f3c-4c51-8f2e-000000000000/lids", "", 404},
        });
    }

    void aResourceSpeaksTheDialectOfItsDocument() {
        expect({
            {admin, "GET", "/lids/" + _top, "", 200, R"("success":true)"},
            {admin, "GET", "/boxes/" + _red, "", 200, "", R"("success":true)"},
        });
    }

private:
    std::string addLid(const std::string& title, const std::string& box) {
        const Answer answer =
            call(admin, "POST", "/lids", R"({"title": ")" + title + R"(", "box_id": )" + box + "}", plain);
        assertStatus(201, answer);
        return std::to_string(answer.json.at("id").as_int64());
    }

    inline static const std::map<std::string, std::string> plain{{"x-api-dialect", "danasaham"}};
    std::string _red;
    std::string _blue;
    std::string _top;
};

static const OnBothDatabases<RelationTest> registered;

} // namespace things::test
