#include <kernel/data/migration/migrator.h>
#include <kernel/files/migrations.h>
#include <kernel/files/module_files.h>
#include <tests/support/database_fixture.h>

#include <tenon/error.h>

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace tenon::files {

class SilentLog : public Log {
protected:
    void write(std::string_view, std::string_view, JsonObject) override {}
};

template <Backend backend>
class ModuleFilesTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(ModuleFilesTest);
    CPPUNIT_TEST(aFileStaysUntilTheLastModuleLetsGo);
    CPPUNIT_TEST(aFileStaysUntilTheLastOwnerLetsGo);
    CPPUNIT_TEST(anOwnerThatKeepsTwiceLetsGoOnce);
    CPPUNIT_TEST(aRolledBackDiscardRemovesNothing);
    CPPUNIT_TEST(aRolledBackKeepLeavesNoOwner);
    CPPUNIT_TEST(whatIsGoneCannotBeHeld);
    CPPUNIT_TEST(whatWasHeldOutlivesItsKeeper);
    CPPUNIT_TEST(whatCouldNotBeRemovedIsFoundLater);
    CPPUNIT_TEST(keepersAndRemoversAtTheSameTimeLoseNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    ModuleFilesTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        const AssetTable assets = migrations();
        data::Migrator(db()).apply("kernel.files", {assets.items, assets.count});
        std::string pattern = (std::filesystem::temp_directory_path() / "tenon-files-XXXXXX").string();
        CPPUNIT_ASSERT(::mkdtemp(pattern.data()) != nullptr);
        _folder = pattern;
        _store = std::make_unique<DiskFileStore>(_folder);
        _shop = std::make_unique<ModuleFiles>(*_store, db(), _log, "shop");
        _mail = std::make_unique<ModuleFiles>(*_store, db(), _log, "mail");
    }

    void tearDown() override {
        _shop.reset();
        _mail.reset();
        _store.reset();
        std::filesystem::remove_all(_folder);
        DatabaseFixture::tearDown();
    }

private:
    void aFileStaysUntilTheLastModuleLetsGo() {
        const std::string sha256 = keep(*_shop);
        keep(*_mail);
        _shop->discard(sha256);
        CPPUNIT_ASSERT(_store->contains(sha256));
        _mail->discard(sha256);
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void aFileStaysUntilTheLastOwnerLetsGo() {
        const std::string sha256 = keep(*_shop, "bill 1");
        keep(*_shop, "bill 2");
        _shop->discard(sha256, "bill 1");
        _shop->discard(sha256, "bill 1");
        CPPUNIT_ASSERT(_store->contains(sha256));
        _shop->discard(sha256, "bill 2");
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void anOwnerThatKeepsTwiceLetsGoOnce() {
        keep(*_shop, "bill 1");
        const std::string sha256 = keep(*_shop, "bill 1");
        _shop->discard(sha256, "bill 1");
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void aRolledBackDiscardRemovesNothing() {
        const std::string sha256 = keep(*_shop);
        rollBack([&] { _shop->discard(sha256); });
        CPPUNIT_ASSERT(_store->contains(sha256));
        db().transaction([&] { _shop->discard(sha256); });
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void aRolledBackKeepLeavesNoOwner() {
        const std::string sha256 = keep(*_shop);
        rollBack([&] { keep(*_mail); });
        _shop->discard(sha256);
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void whatIsGoneCannotBeHeld() {
        const std::string sha256 = keep(*_shop);
        _shop->discard(sha256);
        CPPUNIT_ASSERT_THROW(db().transaction([&] { _mail->hold(sha256, "letter"); }), Unavailable);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, db().value<std::int64_t>("SELECT COUNT(*) FROM tenon_file").value());
    }

    void whatWasHeldOutlivesItsKeeper() {
        const std::string sha256 = keep(*_shop);
        db().transaction([&] { _mail->hold(sha256, "letter"); });
        _shop->discard(sha256);
        CPPUNIT_ASSERT(_store->contains(sha256));
    }

    void whatCouldNotBeRemovedIsFoundLater() {
        const std::string sha256 = keep(*_shop);
        FileOwners owners(db());
        CPPUNIT_ASSERT(owners.unowned(10).empty());
        owners.remove(sha256, "shop:"); // as discard does before the server is killed
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owners.unowned(10).size());
        owners.forget(sha256, [&] { _store->remove(sha256); });
        CPPUNIT_ASSERT(owners.unowned(10).empty());
        CPPUNIT_ASSERT(!_store->contains(sha256));
    }

    void keepersAndRemoversAtTheSameTimeLoseNothing() {
        std::atomic<int> missing{0};
        const auto work = [&](const std::string& owner) {
            for (int round = 0; round < 30; ++round) {
                const std::string sha256 = keep(*_shop, owner);
                missing += _store->contains(sha256) ? 0 : 1;
                _shop->discard(sha256, owner);
            }
        };
        std::vector<std::thread> threads;
        for (const char* owner : {"1", "2", "3", "4"}) {
            threads.emplace_back(work, owner);
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        CPPUNIT_ASSERT_EQUAL(0, missing.load());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, db().value<std::int64_t>("SELECT COUNT(*) FROM tenon_file").value());
    }

    std::string keep(ModuleFiles& files, std::string_view owner = {}) {
        const Descriptor source(::open(_folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
        CPPUNIT_ASSERT_EQUAL(ssize_t{3}, ::write(source.get(), "abc", 3));
        return files.keep(source.get(), 0, 3, owner).sha256;
    }

    template <typename Body>
    void rollBack(const Body& body) {
        const auto failing = [&] {
            body();
            throw Conflict("NO", "No.");
        };
        CPPUNIT_ASSERT_THROW(db().transaction(failing), Conflict);
    }

    SilentLog _log;
    std::string _folder;
    std::unique_ptr<DiskFileStore> _store;
    std::unique_ptr<ModuleFiles> _shop;
    std::unique_ptr<ModuleFiles> _mail;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ModuleFilesTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(ModuleFilesTest<Backend::PostgreSql>);

} // namespace tenon::files
