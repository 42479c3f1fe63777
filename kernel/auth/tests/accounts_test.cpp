#include "auth_fixture.h"

#include <atomic>
#include <future>

namespace tenon::auth {

template <Backend backend>
class AccountsTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(AccountsTest);
    CPPUNIT_TEST(thereIsNoDefaultAccount);
    CPPUNIT_TEST(theFirstAdminIsASuperuser);
    CPPUNIT_TEST(thereIsOneFirstAdmin);
    CPPUNIT_TEST(ofSimultaneousFirstAdminsOneIsMade);
    CPPUNIT_TEST(namesAreUniqueWithoutRegardToCase);
    CPPUNIT_TEST(aNameMayNotBeAnothersAddress);
    CPPUNIT_TEST(everyFaultOfANewAccountIsTold);
    CPPUNIT_TEST(addingNeedsItsPermission);
    CPPUNIT_TEST(onlySuperusersMakeAndChangeSuperusers);
    CPPUNIT_TEST(nobodyGivesAwayMoreThanHeHas);
    CPPUNIT_TEST(oneSuperuserRemains);
    CPPUNIT_TEST(nobodyLocksHimselfOut);
    CPPUNIT_TEST(aResetPasswordMustBeChanged);
    CPPUNIT_TEST(changingThePasswordNeedsTheOldOne);
    CPPUNIT_TEST(anUnknownRoleIsNotGranted);
    CPPUNIT_TEST(whatHappensToAnAccountIsPublished);
    CPPUNIT_TEST_SUITE_END();

public:
    AccountsTest() : AuthFixture(backend) {}

private:
    [[nodiscard]] int addingRefusal(const NewAccount& account) {
        return refusalOf([&] { auth().accounts().add(_system, account); });
    }

    [[nodiscard]] NewAccount admin(const std::string& name) const {
        return {.username = name, .password = goodPassword, .role = "Admin"};
    }

    /// A signed-in account with these permissions.
    [[nodiscard]] PrincipalCaller staff(const std::string& name, const std::vector<std::string>& permissions) {
        const Account account = addUser(name);
        auth().roles().define(_system, name + " role", "", permissions);
        auth().roles().assign(_system, std::to_string(account.id), name + " role", {});
        return callerWith(signIn(name));
    }

    void thereIsNoDefaultAccount() {
        CPPUNIT_ASSERT(auth().accounts().search(_system, {}, 10, 0).accounts.empty());
        CPPUNIT_ASSERT(!auth().accounts().adminExists());
    }

    void theFirstAdminIsASuperuser() {
        const Account added = auth().accounts().addFirstAdmin(_nobody, admin("root-user"));
        CPPUNIT_ASSERT(added.isSuperuser);
        CPPUNIT_ASSERT(auth().accounts().adminExists());
        CPPUNIT_ASSERT(callerWith(signIn("root-user")).has("anything"));
    }

    void whatHappensToAnAccountIsPublished() {
        const Account boss = auth().accounts().addFirstAdmin(_nobody, admin("boss"));
        const PrincipalCaller caller = callerWith(signIn("boss"));
        std::vector<std::string> published;
        auth().accounts().publishTo([&](std::string_view event, const JsonObject& data) {
            CPPUNIT_ASSERT(db().isInTransaction());
            published.push_back(std::string(event) + " " + boost::json::serialize(data));
        });
        const Account clerk = auth().accounts().add(caller, {.username = "clerk", .password = goodPassword});
        auth().accounts().change(caller, clerk.id, {.name = "A clerk"});
        auth().accounts().setActive(caller, clerk.id, false);
        auth().accounts().remove(caller, clerk.id);
        const std::string who = R"({"id":)" + std::to_string(clerk.id) + R"(,"by":)" + std::to_string(boss.id) + "}";
        const std::vector<std::string> expected{
            "account.added " + who, "account.changed " + who, "account.removed " + who};
        CPPUNIT_ASSERT(published == expected);
    }

    void thereIsOneFirstAdmin() {
        auth().accounts().addFirstAdmin(_nobody, admin("one"));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { auth().accounts().addFirstAdmin(_nobody, admin("two")); }));
    }

    void ofSimultaneousFirstAdminsOneIsMade() {
        std::atomic<int> made{0};
        std::vector<std::future<void>> callers;
        for (int i = 0; i < 6; ++i) {
            callers.push_back(std::async(std::launch::async, [&, i] {
                const int refusal = refusalOf([&] {
                    auth().accounts().addFirstAdmin(_nobody, admin("admin" + std::to_string(i % 3)));
                });
                made += refusal == 0 ? 1 : 0;
                CPPUNIT_ASSERT(refusal == 0 || refusal == 400);
            }));
        }
        for (auto& caller : callers) {
            caller.get();
        }
        CPPUNIT_ASSERT_EQUAL(1, made.load());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, auth().accounts().search(_system, {}, 10, 0).accounts.size());
    }

    void namesAreUniqueWithoutRegardToCase() {
        addUser("Ann", "ann@example.com");
        CPPUNIT_ASSERT_EQUAL(400, addingRefusal({.username = "ANN", .password = goodPassword}));
        CPPUNIT_ASSERT_EQUAL(
            400, addingRefusal({.username = "bob", .email = "Ann@Example.COM", .password = goodPassword})
        );
        addUser("Émile");
        CPPUNIT_ASSERT_EQUAL(400, addingRefusal({.username = "éMILE", .password = goodPassword}));
        addUser("bob");
        addUser("eve"); // neither has an address
    }

    void aNameMayNotBeAnothersAddress() {
        addUser("ann", "ann@example.com");
        CPPUNIT_ASSERT_EQUAL(400, addingRefusal({.username = "ann@example.com", .password = goodPassword}));
        CPPUNIT_ASSERT_EQUAL(
            0, addingRefusal({.username = "bob@example.com", .email = "bob@example.com", .password = goodPassword})
        );
    }

    void everyFaultOfANewAccountIsTold() {
        try {
            auth().accounts().add(_system, {.username = "a b", .email = "not-an-address", .password = "short"});
            CPPUNIT_FAIL("accepted");
        } catch (const Invalid& invalid) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{3}, invalid.fields().size());
        }
        for (const char* name : {"", "a\nb", "a/b", "<script>", "\xff"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 400, addingRefusal({.username = name, .password = goodPassword}));
        }
    }

    void addingNeedsItsPermission() {
        const NewAccount account{.username = "new", .password = goodPassword};
        const PrincipalCaller clerk = staff("clerk", {"shop.view"});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().add(clerk, account); }));
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { auth().accounts().add(_nobody, account); }));
        const PrincipalCaller manager = staff("manager", {"users.add_user"});
        CPPUNIT_ASSERT_EQUAL(0, refusalOf([&] { auth().accounts().add(manager, account); }));
    }

    void onlySuperusersMakeAndChangeSuperusers() {
        const Account root = addAdmin("root-user");
        const PrincipalCaller manager = staff("manager", {"users.add_user", "users.change_user"});
        NewAccount second = admin("second");
        second.isSuperuser = true;
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().add(manager, second); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 auth().accounts().resetPassword(manager, root.id, "a new password");
                             }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().lock(manager, root.id); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().roles().define(manager, "r", "", {"x"}); }));
    }

    void nobodyGivesAwayMoreThanHeHas() {
        const PrincipalCaller manager = staff("manager", {"users.change_user"});
        auth().roles().define(_system, "treasurer", "", {"money.spend"});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 auth().roles().assign(manager, std::to_string(manager.id()), "treasurer", {});
                             }));
    }

    void oneSuperuserRemains() {
        const Account one = addAdmin("one-admin");
        const Account two = addAdmin("two-admin");
        auth().accounts().setActive(_system, one.id, false);
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { auth().accounts().setActive(_system, two.id, false); }));
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { auth().accounts().lock(_system, two.id); }));
        auth().accounts().setActive(_system, one.id, true);
        auth().accounts().lock(_system, two.id);
    }

    void nobodyLocksHimselfOut() {
        addAdmin("other-admin");
        const Account own = addAdmin("own-admin");
        const PrincipalCaller caller = callerWith(signIn("own-admin"));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().lock(caller, own.id); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().setActive(caller, own.id, false); }));
    }

    void aResetPasswordMustBeChanged() {
        const Account ann = addUser("ann");
        auth().accounts().resetPassword(_system, ann.id, "a temporary one");
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
        const PrincipalCaller caller = callerWith(signIn("ann", "a temporary one"));
        CPPUNIT_ASSERT(caller.principal().account().mustChangePassword);
        auth().accounts().changePassword(caller, "a temporary one", "one of her own");
        CPPUNIT_ASSERT(!callerWith(signIn("ann", "one of her own")).principal().account().mustChangePassword);
    }

    void changingThePasswordNeedsTheOldOne() {
        addUser("ann");
        const PrincipalCaller caller = callerWith(signIn("ann"));
        auto& accounts = auth().accounts();
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { accounts.changePassword(caller, "wrong", "one of her own"); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { accounts.changePassword(caller, goodPassword, goodPassword); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { accounts.changePassword(caller, goodPassword, "password"); }));
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { accounts.changePassword(_nobody, goodPassword, "one of her own"); }));
    }

    void anUnknownRoleIsNotGranted() {
        const Account ann = addUser("ann");
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] {
                                 auth().roles().assign(_system, std::to_string(ann.id), "none", {});
                             }));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { auth().roles().assign(_system, std::to_string(999), "none", {}); }));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AccountsTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(AccountsTest<Backend::PostgreSql>);

} // namespace tenon::auth
