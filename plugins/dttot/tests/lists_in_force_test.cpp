/// What searches know of lists that change: small changes at once, large ones when their index is ready, and the same
/// as an index that is made anew. On both databases.

#include "compliance/lists_in_force.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>

using namespace dttot::test;

namespace {

using dttot::compliance::ListIndex;
using dttot::compliance::ListsInForce;
using dttot::compliance::ScreeningSettings;
using dttot::screening::Question;
using dttot::screening::Subject;

constexpr ListsInForce::Limits twoRowsAtOnce{
    .costAtOnce = 2 * ListIndex::costOfRow,
    .rowsOfLayer = 3,
    .layers = 3,
    .longestWait = std::chrono::milliseconds(50),
};

ScreeningSettings::InForce settings() { return {}; }

const ListIndex::Checkpoint goOn = [] {};

const std::vector<std::string> names{
    "Yusuf Wendrayana",
    "Slamet Kalimbasa",
    "Bambang Tirtokusumo",
    "Gunadi Wesiputra",
    "Rustam Kalibrata",
    "Cahaya Kalimaya",
    "Muhammad Torikhul"};

/// Every hit for these names with what is told beside it.
std::string toldBy(const ListIndex& index) {
    std::string told;
    for (const std::string& name : names) {
        Subject subject;
        subject.names = {name};
        for (const auto& hit : index.search(subject, {.minScore = 0.5, .lists = {}}).hits) {
            const auto listed = index.listed(hit.entry);
            told.append(name).append(": ").append(std::to_string(hit.entry)).append(" ").append(hit.matchedName);
            told.append(" ").append(std::to_string(hit.score)).append(" ").append(listed.name).append(" ");
            told.append(std::to_string(listed.version)).append(" ").append(std::to_string(listed.content));
            told.append(" ").append(index.list(hit.list).name).append(1, '\n');
        }
    }
    std::map<std::string, std::int64_t> versions; // Lists have numbers in the order in which the index met them.
    for (const ListIndex::List& list : index.lists()) {
        versions.emplace(list.name, list.version);
    }
    for (const auto& [name, version] : versions) {
        told.append(name).append(" ").append(std::to_string(version)).append(1, '\n');
    }
    return told + std::to_string(index.entries());
}

bool finds(const ListIndex& index, std::string_view name) {
    Subject subject;
    subject.names = {std::string(name)};
    return !index.search(subject, {}).hits.empty();
}

std::string listOf(std::string_view first, int more) {
    std::string text = std::string(header).append(first).append(";-;Orang;IDD-100;;;;\n");
    for (int i = 0; i < more; ++i) {
        text.append("Nobody ").append(static_cast<std::size_t>(i + 3), 'q').append(";-;Orang;IDD-1");
        text.append(std::to_string(10 + i)).append(";;;;\n");
    }
    return text;
}

} // namespace

template <tenon::test::On on>
class ListsInForceTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListsInForceTest);
    CPPUNIT_TEST(anExtendedIndexTellsWhatOneMadeAnewTells);
    CPPUNIT_TEST(aLargeChangeCountsWhenItsIndexIsReady);
    CPPUNIT_TEST(whatIsSettledCountsOnOtherNodes);
    CPPUNIT_TEST(aDeletionCountsAtOnceHoweverLargeTheDocument);
    CPPUNIT_TEST(answersAreNeverOlderThanTheLists);
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(smallChangesCountWithoutAnyThread);
        CPPUNIT_TEST(layersDoNotPileUp);
        CPPUNIT_TEST(theThresholdCountsAtOnceAndWeightsWhenTheyAreReady);
        CPPUNIT_TEST(withoutAnIndexASearchIsRefused);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    /// Every kind of change: by hand, by a document, by its new reading, by its deletion, by a new list.
    void anExtendedIndexTellsWhatOneMadeAnewTells() {
        auto floor = ListIndex::read(_kernel->database(), settings());
        const auto first = floor;
        const auto check = [&](std::string_view what) {
            const auto anew = toldBy(*ListIndex::read(_kernel->database(), settings()));
            const auto next = floor->extended(_kernel->database(), settings(), ListIndex::anyCost);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(what), anew, toldBy(*next));
            const auto whole = first->extended(_kernel->database(), settings(), ListIndex::anyCost);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(what), anew, toldBy(*whole));
            CPPUNIT_ASSERT(!next->hasPending());
            floor = next;
        };
        check("nothing");
        const std::int64_t row = addRow("Bambang Tirtokusumo");
        check("added");
        rename(row, "Gunadi Wesiputra");
        check("changed");
        rename(row, "Rustam Kalibrata");
        rename(idOf(rowsOf(*_kernel, _document).at(0)), "Bambang Tirtokusumo");
        check("two changed");
        remove(row);
        check("removed");
        const std::int64_t other = uploaded(*_kernel, listOf("Gunadi Wesiputra", 3));
        processed(*_kernel, other);
        check("another document");
        processed(*_kernel, other);
        check("read again");
        CPPUNIT_ASSERT_EQUAL(201, call("POST", "/dttot/lists/", {{"name", "staff"}}).status);
        check("a list without rows");
        CPPUNIT_ASSERT_EQUAL(201, call("POST", "/dttot/lists/own:staff/rows/", {{"name", "Rustam Kalibrata"}}).status);
        check("its first row");
        CPPUNIT_ASSERT_EQUAL(200, call("DELETE", "/dttot/documents/" + std::to_string(other)).status);
        check("a document deleted");
        CPPUNIT_ASSERT(_kernel->finishJobs());
        check("and cleared away");
        CPPUNIT_ASSERT(first->extended(_kernel->database(), settings(), ListIndex::anyCost)->layers() == 2);
    }

    void aLargeChangeCountsWhenItsIndexIsReady() {
        ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
        lists.start();
        (void)lists.latest(goOn);
        lists.stop(); // nothing is made beside any more, and nobody waits
        processed(*_kernel, uploaded(*_kernel, listOf("Bambang Tirtokusumo", 5)));
        unsettle();
        const auto before = lists.current();
        CPPUNIT_ASSERT(before->hasPending());
        CPPUNIT_ASSERT(!finds(*before, "Bambang Tirtokusumo"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, before->list(0).version);

        (void)addRow("Gunadi Wesiputra"); // comes after it and counts all the same
        const auto between = lists.current();
        CPPUNIT_ASSERT(finds(*between, "Gunadi Wesiputra"));
        CPPUNIT_ASSERT(!finds(*between, "Bambang Tirtokusumo"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, between->list(0).version);

        ListsInForce others(_kernel->app(), settings, twoRowsAtOnce);
        others.start();
        const auto after = others.latest(goOn);
        CPPUNIT_ASSERT(finds(*after, "Bambang Tirtokusumo"));
        CPPUNIT_ASSERT(!after->hasPending());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, after->list(0).version);
        CPPUNIT_ASSERT(after->generation() > between->generation());
    }

    void whatIsSettledCountsOnOtherNodes() {
        ListsInForce slow(_kernel->app(), settings, twoRowsAtOnce);
        slow.start();
        (void)slow.latest(goOn);
        slow.stop(); // so slow that it never comes to it
        const std::int64_t document = uploaded(*_kernel, listOf("Bambang Tirtokusumo", 5));
        {
            ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
            lists.start();
            (void)lists.latest(goOn);
            processed(*_kernel, document);
            unsettle();
            CPPUNIT_ASSERT(!finds(*slow.current(), "Bambang Tirtokusumo"));
            lists.settle(goOn);
            CPPUNIT_ASSERT(finds(*lists.current(), "Bambang Tirtokusumo"));
        }
        CPPUNIT_ASSERT_THROW((void)slow.current(), tenon::Unavailable); // rather than an answer without it
    }

    void aDeletionCountsAtOnceHoweverLargeTheDocument() {
        const std::int64_t document = uploaded(*_kernel, listOf("Bambang Tirtokusumo", 40));
        processed(*_kernel, document);
        const auto floor = ListIndex::read(_kernel->database(), settings());
        CPPUNIT_ASSERT(finds(*floor, "Bambang Tirtokusumo"));
        processed(*_kernel, uploaded(*_kernel, listOf("Gunadi Wesiputra", 5)));
        CPPUNIT_ASSERT_EQUAL(200, call("DELETE", "/dttot/documents/" + std::to_string(document)).status);
        const auto isRight = [&] {
            const auto next = floor->extended(_kernel->database(), settings(), twoRowsAtOnce.costAtOnce);
            return next->hasPending() && !finds(*next, "Gunadi Wesiputra") // which is large and has no say in it
                   && !finds(*next, "Bambang Tirtokusumo") && finds(*next, "Slamet Kalimbasa");
        };
        CPPUNIT_ASSERT(isRight());
        CPPUNIT_ASSERT(_kernel->finishJobs()); // which clear its rows away
        CPPUNIT_ASSERT(isRight());
    }

    /// Whatever is done in whatever order: a search that begins after the answer, or after the job that it began, tells
    /// what an index of all rows tells.
    void answersAreNeverOlderThanTheLists() {
        for (const unsigned seed : {1U, 2U, 3U}) {
            std::mt19937 chance(seed);
            ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
            lists.start();
            (void)lists.latest(goOn);
            std::vector<std::int64_t> documents;
            std::vector<std::int64_t> rows;
            std::string done = std::to_string(seed);
            for (int step = 0; step < (on == tenon::test::On::Sqlite ? 25 : 10); ++step) {
                done += ' ' + doSomething(chance, documents, rows);
                const auto current = lists.current();
                CPPUNIT_ASSERT_EQUAL_MESSAGE(
                    done, toldBy(*ListIndex::read(_kernel->database(), settings())), toldBy(*current)
                );
            }
        }
    }

    void smallChangesCountWithoutAnyThread() {
        ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
        lists.start();
        (void)lists.latest(goOn);
        lists.stop();
        const std::int64_t row = addRow("Bambang Tirtokusumo");
        CPPUNIT_ASSERT(finds(*lists.current(), "Bambang Tirtokusumo"));
        rename(row, "Gunadi Wesiputra");
        CPPUNIT_ASSERT(!finds(*lists.current(), "Bambang Tirtokusumo"));
        CPPUNIT_ASSERT(finds(*lists.current(), "Gunadi Wesiputra"));
        remove(row);
        CPPUNIT_ASSERT(!finds(*lists.current(), "Gunadi Wesiputra"));
    }

    void layersDoNotPileUp() {
        ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
        lists.start();
        (void)lists.latest(goOn);
        lists.stop();
        for (int i = 0; i < 5; ++i) {
            (void)addRow("Bambang Tirtokusumo");
            CPPUNIT_ASSERT(lists.current()->layers() <= 3); // three rows and more are a layer for good
        }
        ListsInForce others(_kernel->app(), settings, twoRowsAtOnce);
        others.start();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, others.latest(goOn)->layers());
        CPPUNIT_ASSERT_EQUAL(toldBy(*others.current()), toldBy(*lists.current()));
    }

    void theThresholdCountsAtOnceAndWeightsWhenTheyAreReady() {
        ScreeningSettings::InForce inForce;
        ListsInForce lists(
            _kernel->app(), [&] { return inForce; }, twoRowsAtOnce
        );
        lists.start();
        (void)lists.latest(goOn);
        lists.stop();
        inForce.version = 2;
        inForce.weights.threshold = 0.9;
        CPPUNIT_ASSERT(lists.current()->settings() == inForce);
        CPPUNIT_ASSERT(!finds(*lists.current(), "Yusuf Wendrayanto"));
        inForce.version = 3;
        inForce.weights.rareWord = 0.9;
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, lists.current()->settings().version); // and no search waits
        ListsInForce others(
            _kernel->app(), [&] { return inForce; }, twoRowsAtOnce
        );
        others.start();
        CPPUNIT_ASSERT(others.latest(goOn)->settings() == inForce);
    }

    void withoutAnIndexASearchIsRefused() {
        ListsInForce lists(_kernel->app(), settings, twoRowsAtOnce);
        CPPUNIT_ASSERT_THROW((void)lists.current(), tenon::Unavailable);
    }

private:
    tenon::test::Answer call(std::string_view method, const std::string& path, const tenon::Json& body = nullptr) {
        const tenon::test::User everything{.name = "admin", .permissions = {}, .superuser = true};
        return _kernel->call(everything, method, path, body);
    }

    /// As it is before the job that has read a document has ended.
    void unsettle() { _kernel->database().execute("UPDATE dttot_watch_list SET settled_version = 0"); }

    /// One change by chance, and what it was.
    std::string
    doSomething(std::mt19937& chance, std::vector<std::int64_t>& documents, std::vector<std::int64_t>& rows) {
        const auto below = [&](std::size_t most) { return static_cast<std::size_t>(chance()) % most; };
        const auto taken = [&](std::vector<std::int64_t>& ids) {
            const auto at = ids.begin() + static_cast<std::ptrdiff_t>(below(ids.size()));
            const std::int64_t id = *at;
            ids.erase(at);
            return id;
        };
        const std::string name = names[below(names.size())];
        switch (below(5)) {
        case 0:
            if (!documents.empty()) {
                const std::string path = "/dttot/documents/" + std::to_string(taken(documents));
                CPPUNIT_ASSERT_EQUAL(200, call("DELETE", path).status);
                return "delete";
            }
            [[fallthrough]];
        case 1:
            // The length makes the content another.
            documents.push_back(uploaded(*_kernel, listOf(name, static_cast<int>(25 + below(20)))));
            processed(*_kernel, documents.back());
            std::ranges::sort(documents);
            documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
            return "document";
        case 2:
            if (!rows.empty()) {
                remove(taken(rows));
                return "remove";
            }
            [[fallthrough]];
        case 3:
            rows.push_back(addRow(name));
            return "add";
        default:
            if (rows.empty()) {
                return "nothing";
            }
            rename(rows[below(rows.size())], name);
            return "rename";
        }
    }

    std::int64_t addRow(std::string_view name) {
        const auto answer = call("POST", "/dttot/" + std::to_string(_document) + "/data", {{"name", name}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return idOf(answer.json);
    }

    void rename(std::int64_t row, std::string_view name) {
        const auto answer = call("PATCH", "/dttot/" + std::to_string(row) + "/data", {{"name", name}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    }

    void remove(std::int64_t row) {
        CPPUNIT_ASSERT_EQUAL(200, call("DELETE", "/dttot/" + std::to_string(row) + "/data").status);
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

namespace {

using OnSqlite = ListsInForceTest<tenon::test::On::Sqlite>;
using OnPostgres = ListsInForceTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
