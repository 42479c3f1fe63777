/// Webhooks against a receiver that checks their signature.

#include "program.h"
#include "support.h"

namespace notifications::test {

class WebhookTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(WebhookTest);
    CPPUNIT_TEST(whatIsPostedIsSigned);
    CPPUNIT_TEST(aReceiverThatFailsIsTriedAgain);
    CPPUNIT_TEST(nobodyIsTriedForEver);
    CPPUNIT_TEST(anAttemptThatWasCutOffIsMadeAgain);
    CPPUNIT_TEST(whatIsCutOffEveryTimeIsGivenUp);
    CPPUNIT_TEST(aReceiverThatIsGoneIsNotTriedAgain);
    CPPUNIT_TEST(redirectsAreNotFollowed);
    CPPUNIT_TEST(aDeliveryIsMadeAgainOnDemand);
    CPPUNIT_TEST(whatWasRemovedIsNotPosted);
    CPPUNIT_TEST(secretsAreSealedAndShownOnce);
    CPPUNIT_TEST(webhooksAreOnesOwn);
    CPPUNIT_TEST(addressesInsideAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        start({{"webhooks", {{"allow_networks", JsonArray{"127.0.0.1"}}}}, {"attempts", 3}});
        _receiver = std::make_unique<Program>("webhook_receiver.py", std::vector<std::string>());
        _url = "http://127.0.0.1:" + std::to_string(_receiver->next().at("port").as_int64()) + "/hook";
        const Json added = done(ann, "POST", "/notifications/webhooks/", {{"url", _url}});
        _path = "/notifications/webhooks/" + std::to_string(added.at("id").as_int64()) + "/";
        _secret = textOf(added, "secret");
        prepare({200});
    }

    void tearDown() override {
        KernelFixture::tearDown();
        _receiver.reset();
    }

    void whatIsPostedIsSigned() {
        tell();
        const JsonObject post = _receiver->next();
        CPPUNIT_ASSERT(post.at("signed").as_bool());
        CPPUNIT_ASSERT_EQUAL(std::string("/hook"), textOf(post, "path"));
        CPPUNIT_ASSERT_EQUAL(std::string("Lunch"), textOf(post.at("body"), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("ann"), textOf(post.at("body").at("user"), "username"));
        CPPUNIT_ASSERT_EQUAL(textOf(post, "event"), textOf(post.at("body"), "id"));
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), textOf(delivery(), "state"));
    }

    void aReceiverThatFailsIsTriedAgain() {
        prepare({500, 200});
        tell();
        const JsonObject first = _receiver->next();
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), textOf(delivery(), "state"));
        CPPUNIT_ASSERT_EQUAL(std::string("answered 500"), textOf(delivery(), "fault"));
        CPPUNIT_ASSERT(textOf(delivery(), "due_at") > textOf(delivery(), "created_at"));
        comeBack();
        const JsonObject second = _receiver->next();
        CPPUNIT_ASSERT_EQUAL(textOf(first, "event"), textOf(second, "event"));
        CPPUNIT_ASSERT_EQUAL(std::string("2"), textOf(second, "attempt"));
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), textOf(delivery(), "state"));
    }

    void nobodyIsTriedForEver() {
        prepare({503});
        tell();
        comeBack();
        comeBack();
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(delivery(), "state"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, delivery().at("attempts").as_int64());
    }

    void anAttemptThatWasCutOffIsMadeAgain() {
        leaveCutOff(1);
        CPPUNIT_ASSERT_EQUAL(std::string("2"), textOf(_receiver->next(), "attempt"));
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), textOf(delivery(), "state"));
    }

    void whatIsCutOffEveryTimeIsGivenUp() {
        leaveCutOff(3);
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(delivery(), "state"));
        CPPUNIT_ASSERT(_receiver->isSilent(std::chrono::milliseconds(50)));
    }

    void aReceiverThatIsGoneIsNotTriedAgain() {
        prepare({410});
        tell();
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(delivery(), "state"));
    }

    void redirectsAreNotFollowed() {
        prepare({302});
        tell();
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("/hook"), textOf(_receiver->next(), "path"));
        CPPUNIT_ASSERT(_receiver->isSilent(std::chrono::milliseconds(50)));
        CPPUNIT_ASSERT_EQUAL(std::string("answered 302"), textOf(delivery(), "fault"));
    }

    void aDeliveryIsMadeAgainOnDemand() {
        tell();
        const JsonObject first = _receiver->next();
        CPPUNIT_ASSERT(kernel().finishJobs());
        const std::string replay = "/notifications/" + std::to_string(delivery().at("id").as_int64()) + "/replay/";
        const std::string inApp =
            "/notifications/" + std::to_string(inboxOf(ann).at(0).at("id").as_int64()) + "/replay/";
        expect({
            {nobody, "POST", replay, "", 401},
            {bob, "POST", replay, "", 404},
            {auditor, "POST", replay, "", 403},
            {ann, "POST", inApp, "", 409, "INVALID_STATE"},
            {ann, "POST", "/notifications/999999/replay/", "", 404},
            {ann, "POST", replay, "", 201, "\"replay_of\":", "", "notifications.delivery.replayed"},
        });
        const JsonObject second = _receiver->next();
        CPPUNIT_ASSERT(second.at("signed").as_bool());
        CPPUNIT_ASSERT_EQUAL(textOf(first, "event"), textOf(second, "event"));
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, history("?channel=webhook&state=sent").size());
    }

    void whatWasRemovedIsNotPosted() {
        prepare({500});
        tell();
        CPPUNIT_ASSERT(kernel().finishJobs());
        done(ann, "DELETE", _path);
        comeBack();
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(delivery(), "state"));
        CPPUNIT_ASSERT_EQUAL(std::string("the webhook was removed"), textOf(delivery(), "fault"));
    }

    void secretsAreSealedAndShownOnce() {
        const auto stored = kernel().database().value<std::string>("SELECT secret FROM notifications_webhook").value();
        CPPUNIT_ASSERT(stored.starts_with("sealed:"));
        CPPUNIT_ASSERT(stored.find(_secret) == std::string::npos);
        const Answer list = kernel().call(ann, "GET", "/notifications/webhooks/");
        CPPUNIT_ASSERT(list.text.find(_url) != std::string::npos);
        CPPUNIT_ASSERT(list.text.find(_secret) == std::string::npos);
        CPPUNIT_ASSERT(kernel().logged().find(_secret) == std::string::npos);
        const auto audited = kernel().database().value<std::int64_t>(
            "SELECT COUNT(*) FROM tenon_audit WHERE after LIKE :secret", {{"secret", "%" + _secret + "%"}}
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, audited.value());
    }

    void webhooksAreOnesOwn() {
        const std::string same = R"({"url": ")" + _url + "\"}";
        expect({
            {nobody, "GET", "/notifications/webhooks/", "", 401},
            {nobody, "POST", "/notifications/webhooks/", same, 401},
            {bob, "POST", "/notifications/webhooks/", same, 403},
            {bob, "GET", "/notifications/webhooks/", "", 200, "", "127.0.0.1"},
            {bob, "DELETE", _path, "", 404},
            {nobody, "DELETE", _path, "", 401},
            {ann, "POST", "/notifications/webhooks/", same, 409, "DUPLICATE"},
            {ann, "POST", "/notifications/webhooks/", "{}", 400, "url"},
            {ann,
             "POST",
             "/notifications/webhooks/",
             R"({"url": "https://a.example"})",
             201,
             "",
             "",
             "notifications.webhook.added"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://b.example"})", 201},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://c.example"})", 201},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://d.example"})", 201},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://e.example"})", 409, "TOO_MANY_WEBHOOKS"},
            {ann, "DELETE", _path, "", 200, "", "", "notifications.webhook.removed"},
            {ann, "DELETE", _path, "", 404},
        });
    }

    /// The rows of all forms of addresses stand in the SDK's tests.
    void addressesInsideAreRefused() {
        start({});
        expect({
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://127.0.0.1/"})", 400, "url"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://[::1]/"})", 400, "url"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://169.254.169.254/latest"})", 400, "url"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "http://hooks.example/"})", 400, "url"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "file:///etc/passwd"})", 400, "url"},
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://localhost/"})", 201},
        });
        tell();
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(delivery(), "state"));
        CPPUNIT_ASSERT_EQUAL(std::string("This address may not be called."), textOf(delivery(), "fault"));
    }

private:
    void prepare(const JsonArray& answers) {
        _receiver->tell({{"secret", _secret}, {"answers", answers}});
        CPPUNIT_ASSERT(_receiver->next().contains("ready"));
    }

    /// A delivery whose last attempt nobody ended, and whose lease is over.
    void leaveCutOff(int attempts) {
        prepare({500, 200});
        tell();
        static_cast<void>(_receiver->next());
        CPPUNIT_ASSERT(kernel().finishJobs());
        kernel().database().execute(
            "UPDATE notifications_delivery SET attempts = :attempts WHERE channel = 'webhook'", {{"attempts", attempts}}
        );
        comeBack();
    }

    void tell() { done(admin, "POST", "/notifications/send/", {{"user_ids", JsonArray{"ann"}}, {"message", "Lunch"}}); }

    Json delivery() { return history("?channel=webhook").at(0); }

    std::unique_ptr<Program> _receiver;
    std::string _url;
    std::string _path;
    std::string _secret;
};

CPPUNIT_TEST_SUITE_REGISTRATION(WebhookTest);

} // namespace notifications::test
