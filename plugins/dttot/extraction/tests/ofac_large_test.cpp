/// OFAC's advanced list in its full form and, with TENON_TEST_OFAC_PARTIES=18000, in its full size: what is referred to
/// is found, and the reader's memory does not grow with the file.

#include "extraction/tests/joined.h"
#include "extraction/tests/list_reading.h"
#include "extraction/tests/ofac_builder.h"
#include "tables/tests/workbook_builder.h"
#include "tables/time_allowance.h"

#include <tenon/sandbox.h>

#include <boost/json/parse.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using dttot::Record;
using dttot::RelatedParty;
using dttot::tests::advancedList;
using dttot::tests::documentsOf;
using dttot::tests::issuesOf;
using dttot::tests::joined;
using dttot::tests::Read;
using dttot::tests::read;

std::string relatedOf(const Record& record) {
    std::vector<std::string> all;
    for (const RelatedParty& party : record.relatedParties) {
        const char* said = party.said == RelatedParty::Said::ofThis    ? "> "
                           : party.said == RelatedParty::Said::ofOther ? "< "
                                                                       : "= ";
        all.push_back(said + party.relation + " " + party.code + " " + party.name + (party.isFormer ? " once" : ""));
    }
    return joined(all);
}

class OfacLargeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OfacLargeTest);
    CPPUNIT_TEST(everyPartyHasAllThatIsSaidOfIt);
    CPPUNIT_TEST(relationshipsAreToldFromBothSides);
    CPPUNIT_TEST(aPartyThatIsNotThereIsKnownByItsNumber);
    CPPUNIT_TEST(theMemoryDoesNotGrowWithTheFile);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyPartyHasAllThatIsSaidOfIt() {
        const Read list = read(advancedList(120));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{120}, list.summary.records);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, list.summary.withIssues);
        for (const Record& record : list.found->records) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, record.addresses.size());
            CPPUNIT_ASSERT_EQUAL(std::size_t{2}, record.aliases.size() + record.weakAliases.size());
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, record.programs.size());
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, record.listedOn.size());
            CPPUNIT_ASSERT(!record.documents.empty());
        }
        const Record& someone = list.record(8); // 1008, a person
        CPPUNIT_ASSERT_EQUAL(std::string("Sasawen Yukalili"), someone.name);
        CPPUNIT_ASSERT_EQUAL(std::string("1988-07-14|1989/1992"), joined(someone.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("RU"), joined(someone.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("Юсуф Калимая"), joined(someone.originalNames));
        CPPUNIT_ASSERT_EQUAL(std::string("Z1001008"), joined(someone.passports));
        CPPUNIT_ASSERT_EQUAL(std::string("Jalan Kalimaya 1008, Wendragrad, 101008, Russia"), joined(someone.addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("2008-03-02"), joined(someone.listedOn));
        CPPUNIT_ASSERT(list.record(9).description.find("Vessel type: General Cargo") != std::string::npos);
    }

    void relationshipsAreToldFromBothSides() {
        const Read list = read(advancedList(8)); // 1000 to 1007
        const auto named = [&](std::size_t index) {
            return list.record(index).kodeDensus + " " + list.record(index).name;
        };
        CPPUNIT_ASSERT_EQUAL("> Owned or Controlled By " + named(2), relatedOf(list.record(3)));
        CPPUNIT_ASSERT_EQUAL(
            "= Associate Of " + named(0) + " once|< Owned or Controlled By " + named(3), relatedOf(list.record(2))
        );
        CPPUNIT_ASSERT_EQUAL(
            "= Associate Of " + named(2) + " once|< Owned or Controlled By " + named(1), relatedOf(list.record(0))
        );
        const boost::json::object json = dttot::jsonOf(list.record(3));
        CPPUNIT_ASSERT(json.at("related_parties").at(0).at("said_of").as_string() == "this");
    }

    void aPartyThatIsNotThereIsKnownByItsNumber() {
        std::string list = advancedList(2);
        const std::string_view known = "To-ProfileID=\"1000\"";
        list.replace(list.find(known), known.size(), "To-ProfileID=\"77\"");
        CPPUNIT_ASSERT_EQUAL(std::string("> Owned or Controlled By 77 "), relatedOf(read(list).record(1)));
    }

    void theMemoryDoesNotGrowWithTheFile() {
        const char* wanted = std::getenv("TENON_TEST_OFAC_PARTIES");
        const int parties = wanted == nullptr ? 1000 : std::atoi(wanted);
        const int fd = zippedListOf(parties);
        std::int64_t records = 0;
        std::int64_t related = 0;
        const std::vector<std::string> arguments{"records", "--fd", std::to_string(tenon::sandbox::inputDescriptor)};
        const auto outcome = tenon::sandbox::run(EXTRACT_PROGRAM, arguments, fd, {}, [&](std::string_view line) {
            const auto json = boost::json::parse(boost::json::string_view(line.data(), line.size())).as_object();
            if (const auto* record = json.if_contains("record")) {
                ++records;
                const auto* theirs = record->as_object().if_contains("related_parties");
                related += theirs == nullptr ? 0 : static_cast<std::int64_t>(theirs->as_array().size());
            }
        });
        ::close(fd);
        CPPUNIT_ASSERT_MESSAGE(outcome.errorTail, outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{parties}, records);
        CPPUNIT_ASSERT(related > parties);
        rusage children{};
        ::getrusage(RUSAGE_CHILDREN, &children);
        if (wanted != nullptr) {
            const auto milliseconds = static_cast<long long>(outcome.cpuTime.count());
            std::fprintf(stderr, "%ld KiB at most, %lld ms of processor time\n", children.ru_maxrss, milliseconds);
        }
        // The list says about six kilobytes of each party; of what they refer to and are called, one is enough.
        constexpr long base = 40L << 10U;
        CPPUNIT_ASSERT(dttot::tables::slowness > 1 || children.ru_maxrss < base + parties);
    }

private:
    /// Made by a process of somebody else's, because what ours takes, and what its children take, would be counted.
    static int zippedListOf(int parties) {
        const int fd = ::memfd_create("list", MFD_CLOEXEC);
        int done[2] = {-1, -1};
        CPPUNIT_ASSERT_EQUAL(0, ::pipe2(done, O_CLOEXEC));
        const pid_t child = ::fork();
        if (child == 0) {
            if (::fork() == 0) {
                const std::string zip = dttot::tables::tests::zipOf({{"SDN_ADVANCED.XML", advancedList(parties)}});
                ::_exit(::write(fd, zip.data(), zip.size()) == static_cast<ssize_t>(zip.size()) ? 0 : 1);
            }
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0);
        ::close(done[1]);
        char end = 0;
        (void)!::read(done[0], &end, 1); // ends when it has ended
        ::close(done[0]);
        return fd;
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OfacLargeTest);

} // namespace
