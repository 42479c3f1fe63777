#include <kernel/logs/log_archive.h>

#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdio>
#include <memory>
#include <sstream>
#include <string>

namespace {

using tenon::Timestamp;
using tenon::logs::archiveLog;
using tenon::logs::LogRange;

class LogArchiveTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LogArchiveTest);
    CPPUNIT_TEST(withoutARangeEveryLineIsThere);
    CPPUNIT_TEST(aRangeHoldsItsBeginningAndNotItsEnd);
    CPPUNIT_TEST(aLineWithoutATimeBelongsToTheOneBefore);
    CPPUNIT_TEST(anEmptyLogMakesAnArchiveOfAnEmptyFile);
    CPPUNIT_TEST(aLargeLogComesBackWhole);
    CPPUNIT_TEST_SUITE_END();

public:
    void withoutARangeEveryLineIsThere() {
        CPPUNIT_ASSERT_EQUAL(lines(8) + lines(9), archived(lines(8) + lines(9), {}));
    }

    void aRangeHoldsItsBeginningAndNotItsEnd() {
        const LogRange range{.from = at(9), .to = at(11)};
        CPPUNIT_ASSERT_EQUAL(lines(9) + lines(10), archived(lines(8) + lines(9) + lines(10) + lines(11), range));
        CPPUNIT_ASSERT_EQUAL(lines(11), archived(lines(8) + lines(11), {.from = at(11), .to = {}}));
        CPPUNIT_ASSERT_EQUAL(lines(8), archived(lines(8) + lines(11), {.from = {}, .to = at(11)}));
    }

    void aLineWithoutATimeBelongsToTheOneBefore() {
        const std::string note = "{\"level\":\"warn\",\"event\":\"log.dropped\",\"lines\":3}\n";
        CPPUNIT_ASSERT_EQUAL(lines(9) + note, archived(lines(8) + note + lines(9) + note, {.from = at(9), .to = {}}));
    }

    void anEmptyLogMakesAnArchiveOfAnEmptyFile() { CPPUNIT_ASSERT_EQUAL(std::string(), archived("", {})); }

    void aLargeLogComesBackWhole() {
        std::string log;
        for (int i = 0; i < 20'000; ++i) {
            log.append(R"({"at":"2026-03-01T08:00:00.000000Z","number":)" + std::to_string(i) + "}\n");
        }
        CPPUNIT_ASSERT(log == archived(log, {}));
    }

private:
    static std::string hour(int hour) {
        return "2026-03-01T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00.000000Z";
    }

    static Timestamp at(int of) { return *Timestamp::parse(hour(of)); }

    /// Two lines of the hour.
    static std::string lines(int of) {
        const std::string line = R"({"at":")" + hour(of) + R"(","level":"info","event":"request"})" + "\n";
        return line + line;
    }

    /// What an unzip finds in the archive of `log`.
    static std::string archived(const std::string& log, const LogRange& range) {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), &std::fclose);
        std::istringstream in(log);
        const auto size = archiveLog(in, range, ::fileno(file.get()));
        std::string bytes(size, '\0');
        CPPUNIT_ASSERT_EQUAL(0, std::fseek(file.get(), 0, SEEK_END));
        CPPUNIT_ASSERT_EQUAL(static_cast<long>(size), std::ftell(file.get()));
        std::rewind(file.get());
        CPPUNIT_ASSERT_EQUAL(bytes.size(), std::fread(bytes.data(), 1, bytes.size(), file.get()));
        std::istringstream zip(bytes);
        const Poco::Zip::ZipArchive archive(zip);
        const auto member = archive.findHeader("tenon.log");
        CPPUNIT_ASSERT(member != archive.headerEnd());
        zip.clear();
        Poco::Zip::ZipInputStream stream(zip, member->second);
        std::string content;
        Poco::StreamCopier::copyToString(stream, content);
        CPPUNIT_ASSERT(stream.crcValid());
        return content;
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(LogArchiveTest);
