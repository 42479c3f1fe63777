/// Loads modules that have one fault each, beside sound ones, as the kernel does.

#include "recording_app.h"

#include <kernel/modules/module_host.h>

#include <tenon/module.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace tenon::modules {

namespace {

namespace fs = std::filesystem;

using State = ModuleStatus::State;

struct Expected {
    std::string_view module;
    State state;
    std::string reason;
};

/// A folder of the test's own, gone at its end.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern = (fs::temp_directory_path() / "tenon-modules-XXXXXX").string();
        CPPUNIT_ASSERT(::mkdtemp(pattern.data()) != nullptr);
        _path = fs::canonical(pattern);
    }

    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(_path, ignored);
    }

    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return _path; }

private:
    fs::path _path;
};

std::string contentsOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& file, std::string_view content) { std::ofstream(file, std::ios::binary) << content; }

constexpr uid_t stranger = 12345;

constexpr const char* noName =
    "is no name for a module: lower-case letters, digits and underscores only, and not 'kernel'";

constexpr std::string_view look = ": look at its static constructors";

} // namespace

class ModuleFaultsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ModuleFaultsTest);
    CPPUNIT_TEST(everyFaultHasItsReasonWhileSoundModulesStart);
    CPPUNIT_TEST(aModuleThatHangsWhileBeingLoadedIsGivenUp);
    CPPUNIT_TEST(whatAFailedModuleRegisteredIsWithdrawn);
    CPPUNIT_TEST(modulesUseEachOthersServices);
    CPPUNIT_TEST(manifestsAreReadWithoutRunningTheModule);
    CPPUNIT_TEST(aFileThatBelongsToAnotherUserIsRefused);
    CPPUNIT_TEST(aFolderThatOthersMayChangeIsRefused);
    CPPUNIT_TEST(aRequiredModuleThatFailsIsReported);
    CPPUNIT_TEST(modulesThatAreNotEnabledAreListedAsDisabled);
    CPPUNIT_TEST(theListIsJson);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        const std::string sound = contentsOf(HELLO_FILE);
        write(file("hello"), sound);
        write(file("renamed"), sound);
        write(file("truncated"), std::string_view(sound).substr(0, sound.size() / 2));
        write(file("stub"), std::string_view(sound).substr(0, 10));
        write(file("garbage"), "this is no library, whatever its name says");
        write(file("empty"), "");
        write(file("worldwritable"), sound);
        fs::permissions(file("worldwritable"), fs::perms::others_write, fs::perm_options::add);
        fs::create_symlink(HELLO_FILE, file("linked"));
        fs::create_symlink("nowhere.so", file("dangling"));
        fs::create_directory(file("folder"));
    }

    void everyFaultHasItsReasonWhileSoundModulesStart() {
        const std::vector<Expected> table = expectations();
        std::vector<std::string> names;
        for (const Expected& row : table) {
            names.emplace_back(row.module);
        }
        const ModuleHost host = started(names);
        for (const Expected& row : table) {
            const ModuleStatus& module = statusOf(host, row.module);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(row.module), row.reason, module.reason);
            CPPUNIT_ASSERT_MESSAGE(std::string(row.module), row.state == module.state);
        }
    }

    void aModuleThatHangsWhileBeingLoadedIsGivenUp() {
        ModuleHost host(folders(), {{.name = "hangs"}});
        host.preflight(std::chrono::milliseconds(200));
        CPPUNIT_ASSERT_EQUAL("hung while being loaded (200 ms)" + std::string(look), statusOf(host, "hangs").reason);
    }

    void whatAFailedModuleRegisteredIsWithdrawn() {
        started({"throws", "hello"});
        CPPUNIT_ASSERT(!_starter.declared().routes.contains("GET /leftover"));
        CPPUNIT_ASSERT(_starter.declared().routes.contains("GET /hello"));
    }

    void modulesUseEachOthersServices() {
        started({"client", "greeter"});
        CPPUNIT_ASSERT(_starter.declared().routes.contains("GET /greet/Hello, Ann"));
    }

    void manifestsAreReadWithoutRunningTheModule() {
        const ModuleHost host(folders(), {{.name = "crashes"}, {.name = "missingdep"}});
        CPPUNIT_ASSERT(statusOf(host, "crashes").state == State::ready);
        CPPUNIT_ASSERT(statusOf(host, "missingdep").state == State::failed);
    }

    /// Only root can give a file away; another account has nobody to fear but root.
    void aFileThatBelongsToAnotherUserIsRefused() {
        if (::geteuid() != 0) {
            return;
        }
        CPPUNIT_ASSERT_EQUAL(0, ::chown(file("hello").c_str(), stranger, stranger));
        CPPUNIT_ASSERT_EQUAL(
            file("hello").string() + " belongs to user 12345, who is neither root nor the user of this process",
            reasonOf("hello")
        );
    }

    void aFolderThatOthersMayChangeIsRefused() {
        fs::permissions(_scratch.path(), fs::perms::others_write, fs::perm_options::add);
        CPPUNIT_ASSERT_EQUAL(
            "everybody on this machine may write to the folder " + _scratch.path().string(), reasonOf("hello")
        );
        fs::permissions(_scratch.path(), fs::perms::others_write, fs::perm_options::remove);
        if (::geteuid() == 0) {
            CPPUNIT_ASSERT_EQUAL(0, ::chown(_scratch.path().c_str(), stranger, stranger));
            CPPUNIT_ASSERT(reasonOf("hello").starts_with("the folder " + _scratch.path().string() + " belongs to user")
            );
        }
    }

    void aRequiredModuleThatFailsIsReported() {
        ModuleHost host(folders(), {{.name = "hello", .required = true}, {.name = "nofile", .required = true}});
        const auto failures = host.requiredFailures();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, failures.size());
        CPPUNIT_ASSERT(failures.front().starts_with("module 'nofile': cannot open file nofile.so"));
    }

    void modulesThatAreNotEnabledAreListedAsDisabled() {
        const ModuleHost host(folders(), {});
        CPPUNIT_ASSERT(statusOf(host, "hello").state == State::disabled);
        CPPUNIT_ASSERT_EQUAL(std::string("1.0.0"), statusOf(host, "hello").manifest.version);
        CPPUNIT_ASSERT_EQUAL(std::string("not an ELF shared library"), statusOf(host, "garbage").reason);
    }

    void theListIsJson() {
        const ModuleHost host = started({"modest"});
        const JsonArray list = jsonOf(host.modules());
        const JsonObject expected{
            {"name", "modest"},
            {"version", "1.0.0"},
            {"file", fs::canonical(FAULT_FOLDER "/modest.so").string()},
            {"state", "started"},
            {"reason", ""},
            {"required", false},
            {"requires", {"nonexistent?"}},
        };
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(expected), boost::json::serialize(list.front()));
    }

private:
    [[nodiscard]] fs::path file(std::string_view module) const {
        return _scratch.path() / (std::string(module) + ".so");
    }

    [[nodiscard]] ModuleFolders folders() const { return ModuleFolders({_scratch.path(), FAULT_FOLDER}); }

    [[nodiscard]] std::string reasonOf(std::string_view module) const {
        const ModuleHost host(folders(), {{.name = std::string(module)}});
        return statusOf(host, module).reason;
    }

    ModuleHost started(const std::vector<std::string>& names) {
        std::vector<EnabledModule> enabled;
        for (const std::string& name : names) {
            enabled.push_back({.name = name});
        }
        ModuleHost host(folders(), std::move(enabled));
        host.preflight(std::chrono::seconds(60));
        host.start(_starter);
        return host;
    }

    static const ModuleStatus& statusOf(const ModuleHost& host, std::string_view name) {
        const auto found = std::ranges::find_if(host.modules(), [&](const ModuleStatus& module) {
            return module.manifest.name == name;
        });
        CPPUNIT_ASSERT_MESSAGE(std::string(name), found != host.modules().end());
        return *found;
    }

    [[nodiscard]] std::vector<Expected> expectations() const {
        auto rows = soundModules();
        std::ranges::copy(refusedFiles(), std::back_inserter(rows));
        std::ranges::copy(refusedManifests(), std::back_inserter(rows));
        std::ranges::copy(failedLoads(), std::back_inserter(rows));
        std::ranges::copy(failedStarts(), std::back_inserter(rows));
        return rows;
    }

    static std::vector<Expected> soundModules() {
        return {
            {"hello", State::started, ""},
            {"client", State::started, ""},
            {"greeter", State::started, ""},
            {"modest", State::started, ""},
        };
    }

    [[nodiscard]] std::vector<Expected> refusedFiles() const {
        return {
            {"garbage", State::failed, "not an ELF shared library"},
            {"empty", State::failed, "not an ELF shared library"},
            {"truncated", State::failed, "truncated ELF file"},
            {"stub", State::failed, "truncated ELF file"},
            {"folder", State::failed, "not a regular file"},
            {"notplugin", State::failed, "not a module: no manifest (was TENON_MODULE() used?)"},
            {"renamed", State::failed, "file says its name is 'hello'"},
            {"nofile",
             State::failed,
             "cannot open file nofile.so: it is not in " + _scratch.path().string() + ", " FAULT_FOLDER},
            {"dangling",
             State::failed,
             "cannot open file " + file("dangling").string() + ": No such file or directory"},
            {"linked",
             State::failed,
             "is a link that leads out of the modules folder, to " + fs::canonical(HELLO_FILE).string()},
            {"worldwritable",
             State::failed,
             "everybody on this machine may write to " + file("worldwritable").string()},
            {"../hello", State::failed, noName},
            {"kernel", State::failed, noName},
        };
    }

    static std::vector<Expected> refusedManifests() {
        const std::string kernel = ", this kernel provides SDK " TENON_TEXT_OF(TENON_SDK_MAJOR
        ) "." TENON_TEXT_OF(TENON_SDK_MINOR) " (same major and not newer is required): rebuild the module";
        const std::string cycle = "dependency cycle cyca -> cycb -> cyca";
        return {
            {"wrongsdk", State::failed, "built for SDK 2." TENON_TEXT_OF(TENON_SDK_MINOR) + kernel},
            {"newersdk", State::failed, "built for SDK " TENON_TEXT_OF(TENON_SDK_MAJOR) ".99" + kernel},
            {"wrongabi",
             State::failed,
             "binary interface differs: module linux-x86_64;cxx11=0;boost_json=1.81, kernel " TENON_ABI_TAG},
            {"staticruntime",
             State::failed,
             "links the C++ runtime statically: libstdc++.so.6 is not among what it needs"},
            {"cyca", State::failed, cycle},
            {"cycb", State::failed, "needs module 'cyca', which failed: " + cycle},
            {"missingdep", State::failed, "needs module 'nonexistent', which is not enabled in the configuration"},
        };
    }

    static std::vector<Expected> failedLoads() {
        const std::string advice(look);
        return {
            {"crashes", State::failed, "crashed while being loaded (signal 11, Segmentation fault)" + advice},
            {"aborts", State::failed, "crashed while being loaded (signal 6, Aborted)" + advice},
            {"leaves", State::failed, "ended the process while being loaded (exit status 0)" + advice},
            {"exits", State::failed, "ended the process while being loaded (exit status 3)" + advice},
            {"throwsearly", State::failed, "threw while being loaded: std::runtime_error: no licence file" + advice},
            {"undef", State::failed, FAULT_FOLDER "/undef.so: undefined symbol: notDefinedAnywhere(int)"},
            {"nodescriptor", State::failed, "not a module: it exports no tenon_module_v1"},
            {"skewed",
             State::failed,
             "binary interface differs: types of the SDK have other sizes in the module (layout "
                 + std::to_string(boundaryLayout() + 1) + ", kernel " + std::to_string(boundaryLayout()) + ")"},
        };
    }

    static std::vector<Expected> failedStarts() {
        const std::string empty = "(anonymous namespace)::PrivateError: database password is empty";
        return {
            {"throws", State::failed, empty},
            {"dependent", State::failed, "needs module 'throws', which failed: " + empty},
            {"throwsint", State::failed, "exception of type int"},
            {"oldsvc", State::failed, "tenon::Unavailable: UNAVAILABLE: service greeter.Greeter/2 is not available"},
        };
    }

    ScratchFolder _scratch;
    RecordingStarter _starter;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ModuleFaultsTest);

} // namespace tenon::modules
