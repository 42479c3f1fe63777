/// Who gives which role to whom: levels, limits, ends, and what everybody may do from the next request on.

#include "auth_fixture.h"

#include <atomic>
#include <future>

namespace tenon::auth {

template <Backend backend>
class RolesTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(RolesTest);
    CPPUNIT_TEST(aSuperuserGivesAnyRole);
    CPPUNIT_TEST(givingARoleNeedsTheRightAndAHigherLevel);
    CPPUNIT_TEST(nobodyGivesARoleThatMayDoMoreThanHe);
    CPPUNIT_TEST(noMoreThanTheLimitHoldARole);
    CPPUNIT_TEST(anEndedAssignmentMakesRoom);
    CPPUNIT_TEST(theSameRoleWithTheSameEndTwiceIsAConflict);
    CPPUNIT_TEST(anotherEndChangesTheAssignment);
    CPPUNIT_TEST(anEndedRoleIsGivenAgain);
    CPPUNIT_TEST(anEndMustLieAhead);
    CPPUNIT_TEST(anAdminsMainRoleMakesASuperuser);
    CPPUNIT_TEST(anAdminIsNoSuperuserWhereTheDeployerSaysSo);
    CPPUNIT_TEST(theLastSuperuserKeepsTheRole);
    CPPUNIT_TEST(nobodyChangesHisOwnRole);
    CPPUNIT_TEST(theMainRoleIsChangedAndNotTakenAway);
    CPPUNIT_TEST(anInactiveRoleGrantsNothing);
    CPPUNIT_TEST(whoHoldsEveryPermissionHoldsNewOnesToo);
    CPPUNIT_TEST(aBuiltinRoleKeepsItsNameAndStays);
    CPPUNIT_TEST(aRoleThatIsHeldStays);
    CPPUNIT_TEST(aRoleMayBearTheNameOfAUserType);
    CPPUNIT_TEST(aRoleIsMadeOfKnownPermissionsOnly);
    CPPUNIT_TEST(nobodyRaisesARoleAboveHisOwn);
    CPPUNIT_TEST(ofSimultaneousAssignmentsTheLimitLetsOneIn);
    CPPUNIT_TEST_SUITE_END();

public:
    RolesTest() : AuthFixture(backend) {}

    void setUp() override {
        AuthFixture::setUp();
        auth().permissions().declare("shop.view", "See the shop.");
        auth().permissions().declare("shop.sell", "Sell.");
        _ann = std::to_string(addUser("ann").id);
    }

private:
    [[nodiscard]] RoleService& roles() { return auth().roles(); }

    JsonObject addRole(const std::string& name, JsonObject members) {
        members["name"] = name;
        return roles().add(_system, members);
    }

    /// A signed-in account whose role has this level and these permissions and may assign roles.
    PrincipalCaller leader(const std::string& name, std::int64_t level, JsonArray permissions) {
        auth().permissions().declare("users.assign_role", "Give roles.");
        permissions.emplace_back("users.assign_role");
        const std::string role = name + "s";
        addRole(role, {{"role_level", level}, {"can_assign_roles", true}, {"permissions", std::move(permissions)}});
        const Account account = addUser(name);
        roles().assign(_system, std::to_string(account.id), role, {});
        return callerWith(signIn(name));
    }

    [[nodiscard]] std::string codeOf(const std::function<void()>& call) {
        try {
            call();
            return {};
        } catch (const Error& error) {
            return error.code();
        }
    }

    [[nodiscard]] bool annMay(std::string_view permission) { return callerWith(signIn("ann")).has(permission); }

    [[nodiscard]] JsonObject until(std::chrono::seconds end) { return {{"expires_at", (now + end).text()}}; }

    void aSuperuserGivesAnyRole() {
        addRole("seller", {{"permissions", JsonArray{"shop.sell"}}});
        roles().assign(_system, _ann, "seller", {{"reason", "Promotion"}});
        CPPUNIT_ASSERT(annMay("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("auth.role.assigned"));
    }

    void givingARoleNeedsTheRightAndAHigherLevel() {
        addRole("junior", {{"role_level", 50}});
        addRole("peer", {{"role_level", 10}});
        addRole("senior", {{"role_level", 5}});
        const PrincipalCaller boss = leader("boss", 10, {});
        roles().assign(boss, _ann, "junior", {});
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LEVEL"), codeOf([&] { roles().assign(boss, _ann, "peer", {}); }));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LEVEL"), codeOf([&] { roles().assign(boss, _ann, "senior", {}); }));
        roles().change(_system, "bosss", {{"can_assign_roles", false}});
        const PrincipalCaller former = callerWith(signIn("boss"));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LEVEL"), codeOf([&] { roles().withdraw(former, _ann, "junior"); }));
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { roles().assign(_nobody, _ann, "junior", {}); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().assign(callerWith(signIn("ann")), _ann, "junior", {}); }));
    }

    void nobodyGivesARoleThatMayDoMoreThanHe() {
        addRole("seller", {{"role_level", 50}, {"permissions", JsonArray{"shop.sell"}}});
        const PrincipalCaller boss = leader("boss", 10, {"shop.view"});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().assign(boss, _ann, "seller", {}); }));
        roles().assign(_system, "boss", "seller", {});
        roles().assign(callerWith(signIn("boss")), _ann, "seller", {});
        CPPUNIT_ASSERT(annMay("shop.sell"));
    }

    void noMoreThanTheLimitHoldARole() {
        addRole("treasurer", {{"max_assignments", 1}});
        addUser("bob");
        roles().assign(_system, _ann, "treasurer", {});
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LIMIT"), codeOf([&] {
                                 roles().assign(_system, "bob", "treasurer", {});
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LIMIT"), codeOf([&] {
                                 const Account bob = auth().accounts().find(_system, "bob");
                                 roles().setMain(_system, bob.id, roles().named("treasurer"));
                             }));
        roles().withdraw(_system, _ann, "treasurer");
        roles().assign(_system, "bob", "treasurer", {});
    }

    void anEndedAssignmentMakesRoom() {
        addRole("treasurer", {{"max_assignments", 1}});
        addUser("bob");
        roles().assign(_system, _ann, "treasurer", until(std::chrono::seconds(10)));
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { roles().assign(_system, "bob", "treasurer", {}); }));
        now = now + std::chrono::seconds(10);
        roles().assign(_system, "bob", "treasurer", {});
    }

    void theSameRoleWithTheSameEndTwiceIsAConflict() {
        addRole("seller", {});
        roles().assign(_system, _ann, "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), codeOf([&] { roles().assign(_system, _ann, "seller", {}); }));
        CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), codeOf([&] { roles().assign(_system, _ann, "Standard", {}); }));
    }

    void anotherEndChangesTheAssignment() {
        addRole("seller", {{"permissions", JsonArray{"shop.sell"}}});
        roles().assign(_system, _ann, "seller", {});
        roles().assign(_system, _ann, "seller", until(std::chrono::seconds(5)));
        CPPUNIT_ASSERT(annMay("shop.sell"));
        now = now + std::chrono::seconds(5);
        CPPUNIT_ASSERT(!annMay("shop.sell"));
    }

    void anEndedRoleIsGivenAgain() {
        addRole("seller", {{"permissions", JsonArray{"shop.sell"}}});
        roles().assign(_system, _ann, "seller", until(std::chrono::seconds(5)));
        now = now + std::chrono::seconds(6);
        CPPUNIT_ASSERT(!annMay("shop.sell"));
        roles().assign(_system, _ann, "seller", {});
        CPPUNIT_ASSERT(annMay("shop.sell"));
    }

    void anEndMustLieAhead() {
        addRole("seller", {});
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 roles().assign(_system, _ann, "seller", {{"expires_at", now.text()}});
                             }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 roles().assign(_system, _ann, "seller", {{"expires_at", "soon"}});
                             }));
    }

    void anAdminsMainRoleMakesASuperuser() {
        addAdmin("root-user");
        const std::int64_t ann = auth().accounts().find(_system, "ann").id;
        roles().setMain(_system, ann, roles().named("Admin"));
        CPPUNIT_ASSERT(callerWith(signIn("ann")).isSuperuser());
        roles().setMain(_system, ann, roles().typeNamed("billing_manager"));
        const Account now_ = auth().accounts().find(_system, "ann");
        CPPUNIT_ASSERT(!now_.isSuperuser);
        CPPUNIT_ASSERT_EQUAL(std::string("billing_manager"), now_.userType);
    }

    void anAdminIsNoSuperuserWhereTheDeployerSaysSo() {
        addAdmin("root-user");
        Settings settings = testSettings();
        settings.adminIsSuperuser = false;
        start(settings);
        const Account ann = auth().accounts().find(_system, "ann");
        roles().setMain(_system, ann.id, roles().named("Admin"));
        const PrincipalCaller admin = callerWith(signIn("ann"));
        CPPUNIT_ASSERT(!admin.isSuperuser());
        CPPUNIT_ASSERT(admin.has("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(std::string("admin"), auth().accounts().find(_system, "ann").userType);
        CPPUNIT_ASSERT(callerWith(signIn("root-user")).isSuperuser());
    }

    void theLastSuperuserKeepsTheRole() {
        const Account root = addAdmin("root-user");
        CPPUNIT_ASSERT_EQUAL(std::string("LAST_SUPERUSER"), codeOf([&] {
                                 roles().setMain(_system, root.id, roles().named("Standard"));
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string("LAST_SUPERUSER"), codeOf([&] {
                                 auth().accounts().remove(_system, root.id);
                             }));
        CPPUNIT_ASSERT(auth().accounts().find(_system, "root-user").isSuperuser);
    }

    void nobodyChangesHisOwnRole() {
        addAdmin("other-admin");
        const Account own = addAdmin("own-admin");
        const PrincipalCaller caller = callerWith(signIn("own-admin"));
        CPPUNIT_ASSERT_EQUAL(std::string("OWN_ACCOUNT"), codeOf([&] {
                                 roles().setMain(caller, own.id, roles().named("Standard"));
                             }));
        addRole("seller", {});
        roles().assign(_system, "own-admin", "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("OWN_ACCOUNT"), codeOf([&] {
                                 roles().withdraw(caller, "own-admin", "seller");
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string("OWN_ACCOUNT"), codeOf([&] { auth().accounts().remove(caller, own.id); }));
    }

    void theMainRoleIsChangedAndNotTakenAway() {
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_PRIMARY"), codeOf([&] { roles().withdraw(_system, _ann, "Standard"); }));
        addRole("seller", {});
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { roles().withdraw(_system, _ann, "seller"); }));
    }

    void anInactiveRoleGrantsNothing() {
        addRole("seller", {{"permissions", JsonArray{"shop.sell"}}});
        roles().assign(_system, _ann, "seller", {});
        const PrincipalCaller ann = callerWith(signIn("ann"));
        CPPUNIT_ASSERT(ann.has("shop.sell"));
        roles().change(_system, "seller", {{"is_active", false}});
        CPPUNIT_ASSERT(!annMay("shop.sell"));
    }

    void whoHoldsEveryPermissionHoldsNewOnesToo() {
        roles().setMain(_system, auth().accounts().find(_system, "ann").id, roles().typeNamed("admin"));
        CPPUNIT_ASSERT(annMay("shop.sell"));
        CPPUNIT_ASSERT(!annMay("later.thing"));
        auth().permissions().declare("later.thing", "Came later.");
        now = now + std::chrono::seconds(3);
        CPPUNIT_ASSERT(annMay("later.thing"));
        CPPUNIT_ASSERT(!callerWith(signIn("ann")).isSuperuser());
    }

    void aBuiltinRoleKeepsItsNameAndStays() {
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_BUILTIN"), codeOf([&] { roles().remove(_system, "Standard"); }));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_BUILTIN"), codeOf([&] {
                                 roles().change(_system, "Standard", {{"name", "Usual"}});
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_BUILTIN"), codeOf([&] {
                                 roles().change(_system, "Admin", {{"permissions", JsonArray{}}});
                             }));
        roles().change(_system, "Standard", {{"permissions", JsonArray{"shop.view"}}});
        CPPUNIT_ASSERT(annMay("shop.view"));
    }

    void aRoleThatIsHeldStays() {
        addRole("seller", {});
        roles().assign(_system, _ann, "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_HELD"), codeOf([&] { roles().remove(_system, "seller"); }));
        roles().withdraw(_system, _ann, "seller");
        roles().remove(_system, "seller");
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { static_cast<void>(roles().read(_system, "seller")); }));
    }

    void aRoleMayBearTheNameOfAUserType() {
        addRole("billing_manager", {{"display_name", "Ours"}});
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("Billing_Manager", {}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("ADMIN", {}); }));
        CPPUNIT_ASSERT_EQUAL(std::string("Ours"), roles().named("billing_manager").displayName);
        CPPUNIT_ASSERT_EQUAL(std::string("type"), roles().typeNamed("billing_manager").kind);
    }

    void aRoleIsMadeOfKnownPermissionsOnly() {
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("seller", {{"permissions", JsonArray{"no.such"}}}); }));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { static_cast<void>(roles().read(_system, "seller")); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("seller", {{"role_level", 0}}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("7", {}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addRole("", {}); }));
    }

    void nobodyRaisesARoleAboveHisOwn() {
        auth().permissions().declare("users.change_role", "Change roles.");
        addRole("junior", {{"role_level", 50}});
        const PrincipalCaller boss = leader("boss", 10, {"users.change_role"});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().change(boss, "junior", {{"role_level", 1}}); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 roles().change(boss, "junior", {{"permissions", JsonArray{"shop.sell"}}});
                             }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().change(boss, "bosss", {{"description", "x"}}); }));
        roles().change(boss, "junior", {{"description", "Learns."}});
    }

    void ofSimultaneousAssignmentsTheLimitLetsOneIn() {
        addRole("treasurer", {{"max_assignments", 1}});
        std::vector<std::string> names;
        for (int i = 0; i < 4; ++i) {
            names.push_back("clerk" + std::to_string(i));
            addUser(names.back());
        }
        std::atomic<int> given{0};
        std::vector<std::future<void>> callers;
        for (const std::string& name : names) {
            callers.push_back(std::async(std::launch::async, [&, name] {
                given += refusalOf([&] { roles().assign(_system, name, "treasurer", {}); }) == 0 ? 1 : 0;
            }));
        }
        for (auto& caller : callers) {
            caller.get();
        }
        CPPUNIT_ASSERT_EQUAL(1, given.load());
    }

    std::string _ann; ///< The key of an ordinary account
};

CPPUNIT_TEST_SUITE_REGISTRATION(RolesTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(RolesTest<Backend::PostgreSql>);

} // namespace tenon::auth
