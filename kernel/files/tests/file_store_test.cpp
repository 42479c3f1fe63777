#include <kernel/files/file_store.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using tenon::Descriptor;
using tenon::files::DiskFileStore;

// FIPS 180-4 examples.
constexpr std::string_view hashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

class FileStoreTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FileStoreTest);
    CPPUNIT_TEST(aFileIsNamedByItsContent);
    CPPUNIT_TEST(onlyTheGivenRangeIsKept);
    CPPUNIT_TEST(anEmptyFileIsAFile);
    CPPUNIT_TEST(aFileLargerThanOnePieceComesBackWhole);
    CPPUNIT_TEST(aWholeFileWithoutNameThatNobodyWritesBecomesTheKeptOne);
    CPPUNIT_TEST(aFileThatMayStillBeWrittenIsCopied);
    CPPUNIT_TEST(aPartOfAFileIsCopied);
    CPPUNIT_TEST(aFileThatWasTakenOverAndRemovedIsKeptAgain);
    CPPUNIT_TEST(theSameContentIsKeptOnce);
    CPPUNIT_TEST(manyThreadsMayKeepTheSameContent);
    CPPUNIT_TEST(aRangeBeyondTheEndKeepsNothing);
    CPPUNIT_TEST(aNameThatIsNoHashIsNotFound);
    CPPUNIT_TEST(aSymbolicLinkIsNotFollowed);
    CPPUNIT_TEST(anUnknownHashIsNotFound);
    CPPUNIT_TEST(aDiscardedFileIsGone);
    CPPUNIT_TEST(discardingTwiceDoesNoHarm);
    CPPUNIT_TEST(discardingCannotReachOutsideTheStore);
    CPPUNIT_TEST(anOpenFileStaysReadableWhenDiscarded);
    CPPUNIT_TEST(aTemporaryFileHasNoName);
    CPPUNIT_TEST(aFullDiskIsUnavailableAndLeavesNothing);
    CPPUNIT_TEST(keptFilesBelongToTheServerAlone);
    CPPUNIT_TEST(theStoreFindsItsFilesAfterARestart);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "tenon-files-XXXXXX").string();
        CPPUNIT_ASSERT(::mkdtemp(pattern.data()) != nullptr);
        _folder = pattern;
        _store = std::make_unique<DiskFileStore>(_folder + "/files");
    }

    void tearDown() override {
        _store.reset();
        std::filesystem::remove_all(_folder);
    }

    void aFileIsNamedByItsContent() {
        const auto kept = keep("abc");
        CPPUNIT_ASSERT_EQUAL(std::string(hashOfAbc), kept.sha256);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, kept.size);
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(kept.sha256));
    }

    void onlyTheGivenRangeIsKept() {
        const Descriptor source = sourceOf("xxabcyy");
        CPPUNIT_ASSERT_EQUAL(std::string(hashOfAbc), kept(source, 2, 3).sha256);
    }

    void anEmptyFileIsAFile() {
        CPPUNIT_ASSERT_EQUAL(std::string(hashOfNothing), keep("").sha256);
        CPPUNIT_ASSERT_EQUAL(std::string(), content(hashOfNothing));
    }

    void aFileLargerThanOnePieceComesBackWhole() {
        std::string text;
        for (int i = 0; text.size() < 1'000'001; ++i) {
            text += std::to_string(i);
        }
        const auto kept = keep(text);
        CPPUNIT_ASSERT(text == content(kept.sha256));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{text.size()}, kept.size);
    }

    void aWholeFileWithoutNameThatNobodyWritesBecomesTheKeptOne() {
        const Descriptor source = readOnly(sourceOf("abc"));
        CPPUNIT_ASSERT_EQUAL(std::string(hashOfAbc), kept(source, 0, 3).sha256);
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(hashOfAbc));
        CPPUNIT_ASSERT_EQUAL(inodeOf(source), inodeOf(_store->open(hashOfAbc)));
    }

    void aFileThatMayStillBeWrittenIsCopied() {
        const Descriptor source = sourceOf("abc");
        kept(source, 0, 3);
        CPPUNIT_ASSERT_EQUAL(ssize_t{3}, ::pwrite(source.get(), "xyz", 3, 0));
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(hashOfAbc));
    }

    void aPartOfAFileIsCopied() {
        for (const auto& [text, offset] : {std::pair("abcd", 0), std::pair("xabc", 1)}) {
            const Descriptor source = readOnly(sourceOf(text));
            const auto place = static_cast<std::uint64_t>(offset);
            CPPUNIT_ASSERT_EQUAL(std::string(hashOfAbc), kept(source, place, 3).sha256);
            CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(hashOfAbc));
            _store->remove(hashOfAbc);
        }
    }

    void aFileThatWasTakenOverAndRemovedIsKeptAgain() {
        const Descriptor source = readOnly(sourceOf("abc"));
        const DiskFileStore::Draft draft = _store->draft(source.get(), 0, 3);
        _store->name(draft);
        _store->remove(hashOfAbc);
        _store->name(draft);
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(hashOfAbc));
    }

    void theSameContentIsKeptOnce() {
        keep("abc");
        keep("abc");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, filesInTheStore());
    }

    void manyThreadsMayKeepTheSameContent() {
        std::vector<std::thread> threads;
        std::array<std::string, 8> names;
        for (std::string& name : names) {
            threads.emplace_back([&] { name = keep("abc").sha256; });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const std::string& name : names) {
            CPPUNIT_ASSERT_EQUAL(std::string(hashOfAbc), name);
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, filesInTheStore());
    }

    void aRangeBeyondTheEndKeepsNothing() {
        const Descriptor source = sourceOf("abc");
        CPPUNIT_ASSERT_THROW(kept(source, 0, 4), tenon::Unavailable);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, filesInTheStore());
    }

    void aNameThatIsNoHashIsNotFound() {
        const std::string upperCase = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        const std::string climbing = "../" + std::string(61, 'a');
        const std::string cut = std::string(hashOfAbc.substr(0, 63)) + '\0';
        keep("abc");
        for (const std::string& name : {std::string(), std::string("../../etc/passwd"), upperCase, climbing, cut}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(name, static_cast<void>(_store->open(name)), tenon::NotFound);
        }
    }

    void aSymbolicLinkIsNotFollowed() {
        std::filesystem::create_directories(std::filesystem::path(pathInTheStore(hashOfAbc)).parent_path());
        std::filesystem::create_symlink("/etc/passwd", pathInTheStore(hashOfAbc));
        CPPUNIT_ASSERT_THROW(static_cast<void>(_store->open(hashOfAbc)), tenon::NotFound);
    }

    void anUnknownHashIsNotFound() {
        CPPUNIT_ASSERT_THROW(static_cast<void>(_store->open(hashOfAbc)), tenon::NotFound);
    }

    void aDiscardedFileIsGone() {
        const auto kept = keep("abc");
        _store->remove(kept.sha256);
        CPPUNIT_ASSERT_THROW(static_cast<void>(_store->open(kept.sha256)), tenon::NotFound);
    }

    void discardingTwiceDoesNoHarm() {
        const auto kept = keep("abc");
        _store->remove(kept.sha256);
        CPPUNIT_ASSERT_NO_THROW(_store->remove(kept.sha256));
    }

    void discardingCannotReachOutsideTheStore() {
        const std::string outside = _folder + "/outside";
        std::ofstream(outside) << "kept";
        _store->remove("../outside");
        _store->remove("../../" + outside);
        CPPUNIT_ASSERT(std::filesystem::exists(outside));
    }

    void anOpenFileStaysReadableWhenDiscarded() {
        const auto kept = keep("abc");
        const Descriptor file = _store->open(kept.sha256);
        _store->remove(kept.sha256);
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(file));
    }

    void aTemporaryFileHasNoName() {
        const Descriptor file = _store->temporary();
        CPPUNIT_ASSERT_EQUAL(ssize_t{3}, ::write(file.get(), "abc", 3));
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(file));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, filesInTheStore());
    }

    void aFullDiskIsUnavailableAndLeavesNothing() {
        // The process's limit for a file stands in for the end of the disk; without the signal, write() fails.
        const Descriptor source = sourceOf(std::string(5000, 'a'));
        const auto signal = std::signal(SIGXFSZ, SIG_IGN);

        struct rlimit before {};

        ::getrlimit(RLIMIT_FSIZE, &before);

        const struct rlimit small { 4096, before.rlim_max };

        ::setrlimit(RLIMIT_FSIZE, &small);
        std::string code;
        try {
            kept(source, 0, 5000);
        } catch (const tenon::Unavailable& error) {
            code = error.code();
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, signal);
        CPPUNIT_ASSERT_EQUAL(std::string("STORAGE_FULL"), code);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, filesInTheStore());
    }

    void keptFilesBelongToTheServerAlone() {
        keep("abc");

        struct stat facts {};

        CPPUNIT_ASSERT_EQUAL(0, ::stat(pathInTheStore(hashOfAbc).c_str(), &facts));
        CPPUNIT_ASSERT_EQUAL(mode_t{0600}, facts.st_mode & 0777);
    }

    void theStoreFindsItsFilesAfterARestart() {
        keep("abc");
        _store = std::make_unique<DiskFileStore>(_folder + "/files");
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), content(hashOfAbc));
    }

private:
    [[nodiscard]] Descriptor sourceOf(std::string_view text) const {
        Descriptor source(::open(_folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
        CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(text.size()), ::write(source.get(), text.data(), text.size()));
        return source;
    }

    static Descriptor readOnly(const Descriptor& file) {
        return Descriptor(::open(("/proc/self/fd/" + std::to_string(file.get())).c_str(), O_RDONLY | O_CLOEXEC));
    }

    static ino_t inodeOf(const Descriptor& file) {
        struct stat facts {};

        CPPUNIT_ASSERT_EQUAL(0, ::fstat(file.get(), &facts));
        return facts.st_ino;
    }

    tenon::StoredFile kept(const Descriptor& source, std::uint64_t offset, std::uint64_t size) {
        const DiskFileStore::Draft draft = _store->draft(source.get(), offset, size);
        _store->name(draft);
        return draft.file;
    }

    tenon::StoredFile keep(std::string_view text) {
        const Descriptor source = sourceOf(text);
        return kept(source, 0, text.size());
    }

    static std::string content(const Descriptor& file) {
        std::string text(2'000'000, '\0');
        const ssize_t got = ::pread(file.get(), text.data(), text.size(), 0);
        CPPUNIT_ASSERT(got >= 0);
        text.resize(static_cast<std::size_t>(got));
        return text;
    }

    [[nodiscard]] std::string content(std::string_view sha256) const { return content(_store->open(sha256)); }

    [[nodiscard]] std::string pathInTheStore(std::string_view sha256) const {
        return _folder + "/files/" + std::string(sha256.substr(0, 2)) + '/' + std::string(sha256.substr(2));
    }

    [[nodiscard]] std::size_t filesInTheStore() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(_folder + "/files")) {
            count += entry.is_directory() ? 0 : 1;
        }
        return count;
    }

    std::string _folder;
    std::unique_ptr<DiskFileStore> _store;
};

CPPUNIT_TEST_SUITE_REGISTRATION(FileStoreTest);

} // namespace
