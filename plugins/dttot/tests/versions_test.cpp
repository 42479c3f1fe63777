/// The versions of lists, on both databases: what makes one, what stays readable, what distinguishes two.

#include "generation.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

template <tenon::test::On on>
class VersionsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(VersionsTest);
    CPPUNIT_TEST(aRunMakesAVersion);
    CPPUNIT_TEST(aRunThatChangesNothingMakesNone);
    CPPUNIT_TEST(aRunThatFailsMakesNone);
    CPPUNIT_TEST(documentsOfTheListStandSideBySide);
    CPPUNIT_TEST(aDocumentThatSupersedesTakesTheirPlace);
    CPPUNIT_TEST(rowsThatSayTheSameKeepTheirIdsAcrossDocuments);
    CPPUNIT_TEST(whatWasDecidedByHandSurvivesTheNextDocument);
    CPPUNIT_TEST(readingTheNextDocumentAgainChangesNothing);
    CPPUNIT_TEST(theDocumentBeforeMayComeBackIntoForce);
    CPPUNIT_TEST(ofTwoRunsOfAListTheLaterWins);
    CPPUNIT_TEST(changesByHandMakeVersions);
    CPPUNIT_TEST(deletingADocumentMakesAVersion);
    CPPUNIT_TEST(everyVersionStaysReadable);
    CPPUNIT_TEST(differencesAddUp);
    CPPUNIT_TEST(aRowByHandInTheListItselfStays);
    CPPUNIT_TEST(aChangeOfAListIsPublished);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    void aRunMakesAVersion() {
        const auto version = versions().at(0).as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("1: run +4 ~0 -0 =4"), shown(version));
        CPPUNIT_ASSERT_EQUAL(std::string("list.csv"), std::string(tenon::textAt(version, "filename")));
        CPPUNIT_ASSERT_EQUAL(_document, number(version, "document_id"));
    }

    void aRunThatChangesNothingMakesNone() {
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, versions().size());
    }

    void aRunThatFailsMakesNone() {
        const auto next = superseding("no list at all, just text\n");
        processed(*_kernel, next);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, versions().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rowsOf(*_kernel, _document).size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) FROM dttot_list_version WHERE number IS NULL"));
    }

    void documentsOfTheListStandSideBySide() {
        processed(*_kernel, uploaded(*_kernel, nextList()));
        CPPUNIT_ASSERT_EQUAL(std::string("2: run +4 ~0 -0 =8"), shown(versions().at(0).as_object()));
    }

    void aDocumentThatSupersedesTakesTheirPlace() {
        const auto next = replaced();
        CPPUNIT_ASSERT_EQUAL(std::string("2: run +1 ~1 -1 =4"), shown(versions().at(0).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rowsOf(*_kernel, _document).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rowsOf(*_kernel, next).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Torikhul").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Murtopati").size());
        CPPUNIT_ASSERT_EQUAL(next, number(document(_document), "superseded_by"));
    }

    void rowsThatSayTheSameKeepTheirIdsAcrossDocuments() {
        const auto before = found("Wendrayana").at(0).as_object();
        replaced();
        const auto after = found("Wendrayana").at(0).as_object();
        CPPUNIT_ASSERT_EQUAL(number(before, "id"), number(after, "id"));
        CPPUNIT_ASSERT_EQUAL(_document, number(after, "origin_document_id"));
    }

    void whatWasDecidedByHandSurvivesTheNextDocument() {
        const auto yusuf = idOf(found("Wendrayana").at(0));
        const auto path = "/dttot/" + std::to_string(yusuf) + "/data";
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "PATCH", path, {{"name", "Jusuf Wendrayana"}}).status);
        remove(idOf(found("Cahaya").at(0)));
        addTo(_document, "Siti Lembarjati");
        replaced();
        CPPUNIT_ASSERT_EQUAL(std::string("Jusuf Wendrayana"), nameOf(found("Wendrayana").at(0)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Wendrayana").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Cahaya").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Lembarjati").size());
    }

    void readingTheNextDocumentAgainChangesNothing() {
        remove(idOf(found("Cahaya").at(0)));
        const auto next = replaced();
        const auto rows = rowsOf(*_kernel, next);
        const auto before = versions().size();
        processed(*_kernel, next);
        CPPUNIT_ASSERT(rowsOf(*_kernel, next) == rows);
        CPPUNIT_ASSERT_EQUAL(before, versions().size());
    }

    void theDocumentBeforeMayComeBackIntoForce() {
        replaced();
        _kernel->database().execute("UPDATE dttot_document SET supersedes = 1 WHERE id = :id", {{"id", _document}});
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::string("3: run +1 ~1 -1 =4"), shown(versions().at(0).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Torikhul").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Murtopati").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/2/rows").size());
    }

    void ofTwoRunsOfAListTheLaterWins() {
        const auto caller = officer();
        dttot::Generation earlier(_kernel->app(), caller, uploaded(*_kernel, nextList()), "", 0);
        earlier.join(wholeList());
        const auto next = uploaded(*_kernel, std::string(header) + "Siti Lembarjati;-;Orang;IDD-009;-;1990;-;-\n");
        dttot::Generation later(_kernel->app(), caller, next, "", 0);
        later.join(wholeList());
        later.addRecord({{"name", "Siti Lembarjati"}, {"kode_densus", "IDD-009"}});
        CPPUNIT_ASSERT_THROW(earlier.finish(caller, {}), tenon::Conflict);
        later.finish(caller, {});
        earlier.fail(caller, "late", "Too late.");
        later.tidy();
        CPPUNIT_ASSERT_EQUAL(std::string("2: run +1 ~0 -4 =1"), shown(versions().at(0).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Wendrayana").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Lembarjati").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/1/rows").size());
    }

    void changesByHandMakeVersions() {
        addTo(_document, "Siti Lembarjati");
        const auto path = "/dttot/" + std::to_string(idOf(found("Lembarjati").at(0))) + "/data";
        (void)_kernel->call(officerUser(), "PATCH", path, {{"name", "Siti Aminah Lembarjati"}});
        (void)_kernel->call(officerUser(), "DELETE", path);
        const auto all = versions();
        CPPUNIT_ASSERT_EQUAL(std::string("4: hand +0 ~0 -1 =4"), shown(all.at(0).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::string("3: hand +0 ~1 -0 =5"), shown(all.at(1).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::string("2: hand +1 ~0 -0 =5"), shown(all.at(2).as_object()));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Siti Lembarjati"), nameOf(itemsAt("/dttot/lists/dttot/versions/2/rows").at(4))
        );
        CPPUNIT_ASSERT_EQUAL(std::string("~Siti Aminah Lembarjati [name]"), differences("3/diff"));
        CPPUNIT_ASSERT_EQUAL(std::string("-Siti Aminah Lembarjati"), differences("4/diff"));
        CPPUNIT_ASSERT_EQUAL(std::string(), differences("4/diff?from=1"));
    }

    void deletingADocumentMakesAVersion() {
        (void)_kernel->call(officerUser(), "DELETE", "/dttot/documents/" + std::to_string(_document));
        CPPUNIT_ASSERT_EQUAL(std::string("2: removal +0 ~0 -4 =0"), shown(versions().at(0).as_object()));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/2/diff").size());
        CPPUNIT_ASSERT(_kernel->finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/2/diff").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/1/rows").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, itemsAt("/dttot/lists/dttot/versions/2/rows").size());
    }

    void everyVersionStaysReadable() {
        const auto first = itemsAt("/dttot/lists/dttot/versions/1/rows");
        replaced();
        CPPUNIT_ASSERT(itemsAt("/dttot/lists/dttot/versions/1/rows") == first);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/2/rows").size());
    }

    void differencesAddUp() {
        replaced();
        CPPUNIT_ASSERT_EQUAL(
            std::string("+Deden Murtopati ~Slamet Kalimbasa [birth_places] -Muhammad Torikhul"), differences("2/diff")
        );
        CPPUNIT_ASSERT_EQUAL(std::string("-Muhammad Torikhul"), differences("2/diff?change=removed"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, itemsAt("/dttot/lists/dttot/versions/2/diff?from=0").size());
    }

    void aRowByHandInTheListItselfStays() {
        const auto made = _kernel->call(officerUser(), "POST", "/dttot/lists/", {{"name", "staff"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
        const auto added =
            _kernel->call(officerUser(), "POST", "/dttot/lists/own:staff/rows/", {{"nama", "Siti Lembarjati"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
        replaced();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Lembarjati&list=own:staff").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Lembarjati&list=dttot").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, itemsAt("/dttot/documents").size());
    }

    void aChangeOfAListIsPublished() {
        replaced();
        const auto data = _kernel->database().template value<std::string>(
            "SELECT data FROM tenon_event WHERE name = 'dttot.list.changed' ORDER BY id DESC LIMIT 1"
        );
        CPPUNIT_ASSERT(data);
        CPPUNIT_ASSERT_MESSAGE(*data, data->find("\"version\":2") != std::string::npos);
    }

private:
    /// The list as published later: a row gone, one changed, one new, and all of them in other places.
    static std::string nextList() {
        return std::string(header)
               + "Deden Murtopati;-;Orang;IDD-006;Garut;12/03/1980;Indonesia;-\n"
                 "Yayasan Cahaya Kalimaya alias YCK;=1+2;Korporasi;EDD-003;;00/00/0000;Indonesia;@SUM(A1)\n"
                 "Slamet Kalimbasa alias Pak De;DOB: sekitar 1967;Orang;IDD-002;Klaten;00/00/0000;Indonesia;-\n"
                 "Yusuf Wendrayana alias Abu Fida;NIK 9912041407810003;Orang;IDD-001;Sidoarjo;14/07/1981;Indonesia;"
                 "Jalan Getis 3\n";
    }

    static dttot::FoundList wholeList() {
        dttot::FoundList list;
        list.name = "dttot";
        list.title = "DTTOT";
        list.script = "dttot-list";
        list.supersedesByNature = true;
        return list;
    }

    std::int64_t superseding(const std::string& content) {
        const auto answer = _kernel->upload(
            officerUser(), "/dttot/documents/", {{"file", "next.csv", content}}, {{"supersedes", "true"}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return answer.json.at("id").to_number<std::int64_t>();
    }

    std::int64_t replaced() {
        const auto next = superseding(nextList());
        processed(*_kernel, next);
        return next;
    }

    tenon::JsonArray itemsAt(const std::string& path) { return itemsOf(_kernel->call(officerUser(), "GET", path)); }

    tenon::JsonArray versions() { return itemsAt("/dttot/lists/dttot/versions"); }

    static std::int64_t number(const tenon::JsonObject& object, std::string_view key) {
        return object.at(key).to_number<std::int64_t>();
    }

    static std::string shown(const tenon::JsonObject& version) {
        const auto of = [&](std::string_view key) { return std::to_string(number(version, key)); };
        return of("version") + ": " + std::string(tenon::textAt(version, "cause")) + " +" + of("added") + " ~"
               + of("changed") + " -" + of("removed") + " =" + of("rows");
    }

    /// "+Added ~Changed [members] -Removed".
    std::string differences(const std::string& path) {
        std::string all;
        for (const tenon::Json& each : itemsAt("/dttot/lists/dttot/versions/" + path)) {
            const auto kind = tenon::textAt(each.as_object(), "change");
            all += all.empty() ? "" : " ";
            all += (kind == "added" ? "+" : kind == "changed" ? "~" : "-") + nameOf(each);
            if (kind == "changed") {
                std::string members;
                for (const tenon::Json& member : each.at("members").as_array()) {
                    members += (members.empty() ? "" : " ") + std::string(tenon::textOf(member.as_string()));
                }
                all += " [" + members + "]";
            }
        }
        return all;
    }

    tenon::JsonObject document(std::int64_t id) {
        const auto answer = _kernel->call(officerUser(), "GET", "/dttot/documents/" + std::to_string(id));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.as_object();
    }

    tenon::JsonArray found(const std::string& query) { return itemsAt("/dttot/search?q=" + query); }

    void remove(std::int64_t row) {
        const auto path = "/dttot/" + std::to_string(row) + "/data";
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "DELETE", path).status);
    }

    void addTo(std::int64_t document, const std::string& name) {
        const auto path = "/dttot/" + std::to_string(document) + "/data";
        CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", path, {{"nama", name}}).status);
    }

    std::int64_t count(std::string_view sql) { return *_kernel->database().template value<std::int64_t>(sql); }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

using VersionsOnSqliteTest = VersionsTest<tenon::test::On::Sqlite>;
CPPUNIT_TEST_SUITE_REGISTRATION(VersionsOnSqliteTest);

using VersionsOnPostgresTest = VersionsTest<tenon::test::On::PostgreSql>;
static const RegisteredWithPostgres<VersionsOnPostgresTest> registeredVersions;
