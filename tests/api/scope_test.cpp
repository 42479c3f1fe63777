/// A resource whose rows belong to accounts and places: what each caller reaches of it.

#include "support.h"

namespace things::test {

template <On on>
class ScopeTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ScopeTest);
    CPPUNIT_TEST(rowsOfOtherPlacesDoNotExist);
    CPPUNIT_TEST(rowsOfOthersDoNotExistForWhoReachesHisOwn);
    CPPUNIT_TEST(nobodyStoresARowThatHeWouldNotReach);
    CPPUNIT_TEST(whatMayBeReadAndNotChangedIsForbidden);
    CPPUNIT_TEST(aTableOfPlacesShowsThoseThatWereGiven);
    CPPUNIT_TEST(theOwnerIsTheCallerAndNobodyElse);
    CPPUNIT_TEST_SUITE_END();

public:
    ScopeTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _north = added(admin, "/yards", R"({"name": "north"})");
        _south = added(admin, "/yards", R"({"name": "south"})");
        _inNorth = added(admin, "/sheds", shed("one", _north));
        _inSouth = added(admin, "/sheds", shed("two", _south));
        _northerner = {"northerner", everything(), false, forYards({_north})};
        _owner = {"owner", everything(), false, {{"scope", "own"}}};
    }

private:
    static std::vector<std::string> everything() {
        return {
            "things.sheds.view",
            "things.sheds.add",
            "things.sheds.change",
            "things.sheds.delete",
            "things.yards.view",
            "things.yards.add"};
    }

    static JsonObject forYards(std::initializer_list<std::int64_t> yards) {
        tenon::JsonArray places;
        for (const std::int64_t yard : yards) {
            places.push_back({{"kind", "yard"}, {"id", yard}});
        }
        return {{"scope", "organisation"}, {"places", places}};
    }

    static std::string shed(const char* name, std::int64_t yard) {
        return boost::json::serialize(JsonObject{{"name", name}, {"yard", yard}});
    }

    static std::string at(std::int64_t id) { return "/sheds/" + std::to_string(id); }

    [[nodiscard]] std::size_t shedsOf(const User& who, const std::string& query = {}) {
        return call(who, "GET", "/sheds?page_size=50" + query).json.as_array().size();
    }

    void rowsOfOtherPlacesDoNotExist() {
        const std::string mine = at(_inNorth);
        const std::string foreign = at(_inSouth);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shedsOf(_northerner));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shedsOf(_northerner, "&yard=" + std::to_string(_south)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shedsOf(_northerner, "&search=two"));
        expect({
            {_northerner, "GET", mine, {}, 200, "one"},
            {_northerner, "PATCH", mine, R"({"name": "won"})", 200, "won", {}, "things.sheds.changed"},
            {_northerner, "GET", foreign, {}, 404, {}, "two"},
            {_northerner, "PATCH", foreign, R"({"name": "mine"})", 404},
            {_northerner, "DELETE", foreign, {}, 404},
            {admin, "GET", foreign, {}, 200, "two"},
        });
    }

    void rowsOfOthersDoNotExistForWhoReachesHisOwn() {
        const std::string own = at(added(_owner, "/sheds", R"({"name": "own"})"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shedsOf(_owner));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, shedsOf(admin));
        expect({
            {_owner, "PATCH", own, R"({"name": "still own"})", 200},
            {_owner, "GET", at(_inNorth), {}, 404},
            {_northerner, "GET", own, {}, 404},
            {_owner, "DELETE", own, {}, 200},
        });
    }

    void nobodyStoresARowThatHeWouldNotReach() {
        const std::string beyond = shed("three", _south);
        const std::string move = R"({"yard": )" + std::to_string(_south) + "}";
        expect({
            {_northerner, "POST", "/sheds", beyond, 400, "yard", {}, {}},
            {_northerner, "PATCH", at(_inNorth), move, 400, "yard"},
            {_northerner, "POST", "/sheds", R"({"name": "nowhere"})", 400, "yard"},
            {_northerner, "POST", "/sheds", shed("three", _north), 201, {}, {}, "things.sheds.created"},
        });
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, shedsOf(admin));
    }

    void whatMayBeReadAndNotChangedIsForbidden() {
        const std::string gate = "/gates/" + std::to_string(added(admin, "/gates", R"({"name": "main"})"));
        const User keeper{"keeper", {"things.gates.change", "things.gates.delete"}, false, {{"scope", "own"}}};
        expect({
            {keeper, "GET", gate, {}, 200, "main"},
            {keeper, "PATCH", gate, R"({"name": "mine"})", 403},
            {keeper, "DELETE", gate, {}, 403},
            {keeper, "PATCH", "/gates/999", R"({"name": "mine"})", 404},
        });
    }

    void aTableOfPlacesShowsThoseThatWereGiven() {
        expect({
            {_northerner, "GET", "/yards", {}, 200, "north", "south"},
            {_northerner, "GET", "/yards/" + std::to_string(_south), {}, 404},
            {_northerner, "POST", "/yards", R"({"name": "east"})", 403},
        });
    }

    void theOwnerIsTheCallerAndNobodyElse() {
        expect({{_owner, "POST", "/sheds", R"({"name": "own", "owner": 1})", 400, "owner"}});
    }

    std::int64_t _north = 0;
    std::int64_t _south = 0;
    std::int64_t _inNorth = 0;
    std::int64_t _inSouth = 0;
    User _northerner;
    User _owner;
};

const OnBothDatabases<ScopeTest> registered;

} // namespace things::test
