/// E-mail against a mail server that asks for TLS and a login.

#include "program.h"
#include "support.h"

#include <tenon/random.h>

#include <filesystem>

namespace notifications::test {

class EmailTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(EmailTest);
    CPPUNIT_TEST(aMailIsSentOverStartTlsAfterLogin);
    CPPUNIT_TEST(aMailIsSentOverTlsFromTheFirstByte);
    CPPUNIT_TEST(anotherHostsCertificateIsRefused);
    CPPUNIT_TEST(anUnknownAuthorityIsRefused);
    CPPUNIT_TEST(withoutStartTlsNothingIsSent);
    CPPUNIT_TEST(aWrongPasswordLeavesTheMailQueued);
    CPPUNIT_TEST(refusedForGoodOrForNow);
    CPPUNIT_TEST(aServerThatIsBackGetsTheMail);
    CPPUNIT_TEST(noTitleAddsAHeader);
    CPPUNIT_TEST(longTitlesArriveWhole);
    CPPUNIT_TEST(anAccountWithoutAddressIsAFailureToBeSeen);
    CPPUNIT_TEST(aPasswordIsNotSentInTheClear);
    CPPUNIT_TEST(mailsNeedASender);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _folder = std::filesystem::temp_directory_path() / ("tenon-mail-" + tenon::Random::uuid());
        std::filesystem::create_directory(_folder);
    }

    void tearDown() override {
        KernelFixture::tearDown();
        _server.reset();
        std::filesystem::remove_all(_folder);
    }

    void aMailIsSentOverStartTlsAfterLogin() {
        startWith("starttls", {{"from_name", "Büro, Tenon"}});
        const std::int64_t carl = addAccount("carl", "carl@example.com");
        describe(carl, {{"language_preference", "ar"}});
        notifier()->notify(
            {.kind = "test",
             .title = "Preferences saved",
             .body = "Done.\n.\nNot the end.",
             .to = {.accounts = {carl}},
             .link = "https://tenon.example/x"}
        );
        const JsonObject mail = _server->next();
        CPPUNIT_ASSERT(mail.at("tls").as_bool());
        CPPUNIT_ASSERT_EQUAL(std::string("tenon"), textOf(mail, "user"));
        CPPUNIT_ASSERT_EQUAL(std::string("office@example.com"), textOf(mail, "sender"));
        CPPUNIT_ASSERT_EQUAL(std::string("carl@example.com"), std::string(mail.at("recipients").at(0).as_string()));
        const Json headers = mail.at("headers");
        CPPUNIT_ASSERT_EQUAL(std::string("حُفظت التفضيلات"), textOf(headers, "Subject"));
        CPPUNIT_ASSERT(textOf(headers, "From").find("Büro, Tenon") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("auto-generated"), textOf(headers, "Auto-Submitted"));
        CPPUNIT_ASSERT(textOf(mail, "body").find("Not the end.") != std::string::npos);
        CPPUNIT_ASSERT(textOf(mail, "body").find("https://tenon.example/x") != std::string::npos);
        CPPUNIT_ASSERT(kernel().finishJobs());
        const Json sent = history("?channel=email").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), textOf(sent, "state"));
        CPPUNIT_ASSERT_EQUAL('<' + textOf(sent, "uuid") + "@example.com>", textOf(headers, "Message-ID"));
        CPPUNIT_ASSERT(kernel().logged().find(password) == std::string::npos);
    }

    void aMailIsSentOverTlsFromTheFirstByte() {
        startWith("tls", {});
        tell("carl@example.com");
        CPPUNIT_ASSERT(_server->next().at("tls").as_bool());
    }

    void anotherHostsCertificateIsRefused() {
        startWith("starttls", {{"host", "127.0.0.1"}});
        tell("carl@example.com");
        expectQueued();
    }

    void anUnknownAuthorityIsRefused() {
        startWith("starttls", {{"ca_file", ""}});
        tell("carl@example.com");
        expectQueued();
    }

    void withoutStartTlsNothingIsSent() {
        startWith("plain", {{"security", "starttls"}});
        tell("carl@example.com");
        expectQueued();
    }

    void aWrongPasswordLeavesTheMailQueued() {
        startWith("starttls", {{"password", "another password"}});
        tell("carl@example.com");
        expectQueued();
    }

    void refusedForGoodOrForNow() {
        startWith("starttls", {});
        tell("refused@example.com");
        tell("later@example.com");
        tell("carl@example.com");
        CPPUNIT_ASSERT_EQUAL(
            std::string("carl@example.com"), std::string(_server->next().at("recipients").at(0).as_string())
        );
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), stateOf("refused@example.com"));
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), stateOf("later@example.com"));
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), stateOf("carl@example.com"));
    }

    void aServerThatIsBackGetsTheMail() {
        startWith("starttls", {});
        const std::int64_t port = _port;
        _server.reset();
        tell("carl@example.com");
        expectQueued();
        _server = std::make_unique<Program>(
            "smtp_server.py", std::vector<std::string>{_folder, "starttls", std::to_string(port)}
        );
        static_cast<void>(_server->next());
        comeBack();
        CPPUNIT_ASSERT_EQUAL(
            std::string("carl@example.com"), std::string(_server->next().at("recipients").at(0).as_string())
        );
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), stateOf("carl@example.com"));
    }

    void noTitleAddsAHeader() {
        startWith("starttls", {});
        const std::int64_t carl = addAccount("carl", "carl@example.com");
        notifier()->notify(
            {.kind = "test", .title = "Hello\r\nBcc: eve@example.com", .body = "", .to = {.accounts = {carl}}}
        );
        const JsonObject mail = _server->next();
        CPPUNIT_ASSERT(!mail.at("headers").as_object().contains("Bcc"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mail.at("recipients").as_array().size());
    }

    void longTitlesArriveWhole() {
        startWith("starttls", {});
        const std::int64_t carl = addAccount("carl", "carl@example.com");
        std::string bengali;
        std::string english;
        for (int i = 0; i < 40; ++i) {
            bengali += "জবি ";
            english += "word ";
        }
        for (const std::string& title : {bengali + "।", english + "."}) {
            notifier()->notify({.kind = "test", .title = title, .body = "", .to = {.accounts = {carl}}});
            CPPUNIT_ASSERT_EQUAL(title, textOf(_server->next().at("headers"), "Subject"));
        }
    }

    void anAccountWithoutAddressIsAFailureToBeSeen() {
        startWith("starttls", {});
        Notice notice{.kind = "test", .title = "Hello", .body = "", .to = {.accounts = {idOf(ann)}}};
        notifier()->notify(notice);
        CPPUNIT_ASSERT(history("?channel=email").empty());
        notice.channels = {Channel::email};
        notifier()->notify(notice);
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(history("?channel=email").at(0), "state"));
    }

    void aPasswordIsNotSentInTheClear() {
        const JsonObject smtp{
            {"host", "localhost"}, {"from", "office@example.com"}, {"security", "none"}, {"user", "tenon"}};
        CPPUNIT_ASSERT_THROW(start({{"smtp", smtp}}), std::exception);
    }

    void mailsNeedASender() {
        CPPUNIT_ASSERT_THROW(start({{"smtp", {{"host", "localhost"}}}}), std::exception);
        start({{"smtp", {{"security", "tls"}}}}); // No server is named
    }

private:
    static constexpr const char* password = "a password of the mail server";

    void startWith(const char* mode, const JsonObject& changes) {
        _server = std::make_unique<Program>("smtp_server.py", std::vector<std::string>{_folder, mode});
        const JsonObject told = _server->next();
        _port = told.at("port").as_int64();
        JsonObject smtp{
            {"host", "localhost"},
            {"port", _port},
            {"security", mode},
            {"user", "tenon"},
            {"password", password},
            {"from", "office@example.com"},
            {"ca_file", told.at("ca_file")},
            {"timeout", "5s"},
        };
        for (const auto& [name, value] : changes) {
            smtp[name] = value;
        }
        start({{"smtp", smtp}});
    }

    void tell(const std::string& address) {
        const std::int64_t account = addAccount(address.substr(0, address.find('@')), address);
        notifier()->notify({.kind = "test", .title = "Hello", .body = "", .to = {.accounts = {account}}});
    }

    void expectQueued() {
        CPPUNIT_ASSERT(kernel().finishJobs());
        const Json mail = history("?channel=email").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), textOf(mail, "state"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, mail.at("attempts").as_int64());
        CPPUNIT_ASSERT(!textOf(mail, "fault").empty());
    }

    std::string stateOf(const std::string& address) {
        const std::string name = address.substr(0, address.find('@'));
        return textOf(history("?channel=email&user=" + name).at(0), "state");
    }

    std::filesystem::path _folder;
    std::unique_ptr<Program> _server;
    std::int64_t _port = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(EmailTest);

} // namespace notifications::test
