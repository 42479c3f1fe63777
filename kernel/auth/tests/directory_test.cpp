/// Accounts as modules administer them: lists and their scopes, changes, removal, passwords, groups, permissions.

#include "auth_fixture.h"

#include <functional>

namespace tenon::auth {

template <Backend backend>
class DirectoryTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(DirectoryTest);
    CPPUNIT_TEST(aListIsFilteredOrderedAndCutByTheDatabase);
    CPPUNIT_TEST(aSearchTakesWildcardsLiterally);
    CPPUNIT_TEST(anAccountIsNamedByIdUuidNameOrAddress);
    CPPUNIT_TEST(whoMayNotViewSeesHimselfOnly);
    CPPUNIT_TEST(aResellerSeesAndChangesHisSubtreeOnly);
    CPPUNIT_TEST(aRemovedAccountIsGoneAndItsNameStaysTaken);
    CPPUNIT_TEST(aChangedNameIsCheckedAsANewOne);
    CPPUNIT_TEST(onesOwnNameIsChangedWithoutAPermission);
    CPPUNIT_TEST(nobodyChangesWhoMayDoMore);
    CPPUNIT_TEST(aLockedAccountIsUnlockedOfBothLocks);
    CPPUNIT_TEST(theLastFivePasswordsDoNotComeBack);
    CPPUNIT_TEST(anAccountIsNewUntilItsOwnerChoosesAPassword);
    CPPUNIT_TEST(aReservedNameIsRefused);
    CPPUNIT_TEST(figuresAddUp);
    CPPUNIT_TEST(extensionsAddToEveryAccountShown);
    CPPUNIT_TEST(aGroupGivesItsPermissionsAtOnce);
    CPPUNIT_TEST(nobodyLetsIntoAGroupWhatHeLacks);
    CPPUNIT_TEST(aCustomPermissionIsGoneFromRolesAndGroups);
    CPPUNIT_TEST(aDeclaredPermissionStays);
    CPPUNIT_TEST(whoEnrolsHimselfIsOrdinary);
    CPPUNIT_TEST_SUITE_END();

public:
    DirectoryTest() : AuthFixture(backend) {}

private:
    [[nodiscard]] AccountDirectory& directory() { return auth().directory(); }

    /// A signed-in account with these permissions.
    [[nodiscard]] PrincipalCaller staff(const std::string& name, const std::vector<std::string>& permissions) {
        if (auth().accounts().search(_system, {.search = name}, 1, 0).total == 0) {
            addUser(name);
        }
        auth().roles().define(_system, name + " role", "", permissions);
        auth().roles().assign(_system, name, name + " role", {});
        return callerWith(signIn(name));
    }

    [[nodiscard]] std::string names(const JsonObject& filter, const Paging& paging = {}) {
        std::string text;
        for (const Json& account : directory().list(_system, filter, paging).items) {
            text.append(text.empty() ? "" : " ").append(textAt(account.as_object(), "username"));
        }
        return text;
    }

    [[nodiscard]] std::string codeOf(const std::function<void()>& call) {
        try {
            call();
            return {};
        } catch (const Error& error) {
            return error.code();
        }
    }

    void aListIsFilteredOrderedAndCutByTheDatabase() {
        addUser("ann", "ann@example.com");
        addUser("Bob", "bob@example.org");
        addUser("carl");
        addAdmin("dora");
        directory().lock(_system, "carl");
        CPPUNIT_ASSERT_EQUAL(std::string("ann Bob carl dora"), names({}));
        CPPUNIT_ASSERT_EQUAL(std::string("dora carl Bob ann"), names({{"ordering", "-username"}}));
        CPPUNIT_ASSERT_EQUAL(std::string("Bob carl"), names({{"ordering", "username"}}, {.size = 2, .offset = 1}));
        CPPUNIT_ASSERT_EQUAL(std::string("ann"), names({{"search", "ANN@example"}}));
        CPPUNIT_ASSERT_EQUAL(std::string("dora"), names({{"role", "Admin"}}));
        CPPUNIT_ASSERT_EQUAL(std::string("dora"), names({{"user_type", "super_admin"}}));
        CPPUNIT_ASSERT_EQUAL(std::string("carl"), names({{"is_locked", true}}));
        CPPUNIT_ASSERT_EQUAL(std::string(), names({{"is_active", false}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, directory().list(_system, {}, {.size = 1, .offset = 0}).total);
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { static_cast<void>(names({{"ordering", "password_hash"}})); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { static_cast<void>(names({{"role", "Emperor"}})); }));
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { static_cast<void>(directory().list(_nobody, {}, {})); }));
    }

    void aSearchTakesWildcardsLiterally() {
        addUser("a_b");
        addUser("axb");
        addUser("Émile");
        CPPUNIT_ASSERT_EQUAL(std::string("a_b"), names({{"search", "a_b"}}));
        CPPUNIT_ASSERT_EQUAL(std::string(), names({{"search", "%"}}));
        CPPUNIT_ASSERT_EQUAL(std::string("Émile"), names({{"search", "éMILE"}}));
        CPPUNIT_ASSERT_EQUAL(std::string(), names({{"search", "' OR 1=1 --"}}));
    }

    void anAccountIsNamedByIdUuidNameOrAddress() {
        const Account ann = addUser("ann", "ann@example.com");
        for (const std::string& key :
             {std::to_string(ann.id), ann.uuid, std::string("ANN"), std::string("ann@example.com")}) {
            CPPUNIT_ASSERT_EQUAL(ann.id, directory().idOf(_system, key));
        }
        for (const char* key : {"999", "0", "-1", "nobody", "", "00000000-0000-4000-8000-000000000000"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(key, 404, refusalOf([&] {
                                             static_cast<void>(directory().read(_system, key));
                                         }));
        }
    }

    void whoMayNotViewSeesHimselfOnly() {
        addUser("bob");
        addUser("ann");
        const PrincipalCaller ann = callerWith(signIn("ann"));
        CPPUNIT_ASSERT_EQUAL(std::string("ann"), std::string(textAt(directory().read(ann, "ann"), "username")));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { static_cast<void>(directory().read(ann, "bob")); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { static_cast<void>(directory().read(ann, "nobody")); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { static_cast<void>(directory().list(ann, {}, {})); }));
    }

    void aResellerSeesAndChangesHisSubtreeOnly() {
        addUser("stranger");
        directory().add(
            _system, {{"username", "reseller"}, {"password", goodPassword}, {"user_type", "reseller_admin"}}, {}
        );
        const PrincipalCaller reseller = callerWith(signIn("reseller"));
        directory().add(
            reseller, {{"username", "sub"}, {"password", goodPassword}, {"user_type", "sub_reseller_admin"}}, {}
        );
        const PrincipalCaller sub = callerWith(signIn("sub"));
        directory().add(sub, {{"username", "below"}, {"password", goodPassword}}, {});
        const auto seen = [&](const Caller& caller) { return directory().list(caller, {}, {}).total; };
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, seen(reseller));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, seen(sub));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { static_cast<void>(directory().read(reseller, "stranger")); }));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { directory().lock(sub, "reseller"); }));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { directory().change(reseller, "stranger", {{"name", "X"}}); }));
        directory().lock(reseller, "below");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, seen(_system));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, directory().figures(reseller).at("total_users").as_int64());
        directory().groups().add(_system, {{"name", "All"}, {"members", JsonArray{"stranger"}}});
        CPPUNIT_ASSERT(!directory().groups().read(reseller, "all").contains("members"));
    }

    void aRemovedAccountIsGoneAndItsNameStaysTaken() {
        const Account ann = addUser("ann", "ann@example.com");
        const SessionTokens tokens = signIn("ann");
        directory().remove(_system, "ann");
        CPPUNIT_ASSERT(!isValid(tokens.access));
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { static_cast<void>(directory().read(_system, ann.uuid)); }));
        CPPUNIT_ASSERT_EQUAL(std::string(), names({}));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { addUser("Ann"); }));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("auth.account.removed"));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { directory().remove(_system, ann.uuid); }));
    }

    void aChangedNameIsCheckedAsANewOne() {
        addUser("ann", "ann@example.com");
        addUser("bob");
        directory().change(_system, "bob", {{"email", "bob@example.com"}, {"name", "Bob Miller"}});
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { directory().change(_system, "bob", {{"username", "ANN"}}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 directory().change(_system, "bob", {{"email", "ann@example.com"}});
                             }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { directory().change(_system, "bob", {{"email", "nonsense"}}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { directory().change(_system, "bob", {{"user_type", "emperor"}}); }));
        const JsonObject bob = directory().read(_system, "bob");
        CPPUNIT_ASSERT_EQUAL(std::string("bob@example.com"), std::string(textAt(bob, "email")));
        CPPUNIT_ASSERT_EQUAL(std::string("Miller"), std::string(textAt(bob, "last_name")));
    }

    void onesOwnNameIsChangedWithoutAPermission() {
        addUser("ann");
        const PrincipalCaller ann = callerWith(signIn("ann"));
        directory().change(ann, "ann", {{"name", "Ann Miller"}});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { directory().change(ann, "ann", {{"email", "x@example.com"}}); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { directory().change(ann, "ann", {{"role", "Admin"}}); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { directory().change(ann, "ann", {{"is_active", false}}); }));
    }

    void nobodyChangesWhoMayDoMore() {
        const PrincipalCaller helper = staff("helper", {"users.view_user", "users.change_user", "users.delete_user"});
        static_cast<void>(staff("treasurer", {"money.spend"}));
        addUser("ann");
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { directory().resetPassword(helper, "treasurer", "a new password"); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 directory().change(helper, "treasurer", {{"email", "x@example.com"}});
                             }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { directory().remove(helper, "treasurer"); }));
        directory().resetPassword(helper, "ann", "a new password");
        CPPUNIT_ASSERT_EQUAL(std::string("OWN_ACCOUNT"), codeOf([&] { directory().lock(helper, "helper"); }));
    }

    void aLockedAccountIsUnlockedOfBothLocks() {
        addUser("ann");
        for (int i = 0; i < 5; ++i) {
            CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", "wrong"));
        }
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
        directory().lock(_system, "ann");
        directory().unlock(_system, "ann");
        CPPUNIT_ASSERT(isValid(signIn("ann").access));
    }

    void theLastFivePasswordsDoNotComeBack() {
        addUser("ann");
        const auto changed = [&](const std::string& from, const std::string& to) {
            const PrincipalCaller ann = callerWith(signIn("ann", from));
            return refusalOf([&] { directory().changePassword(ann, from, to); });
        };
        std::string present = goodPassword;
        for (int i = 1; i <= 4; ++i) {
            const std::string next = "good password " + std::to_string(i);
            CPPUNIT_ASSERT_EQUAL(0, changed(present, next));
            present = next;
            CPPUNIT_ASSERT_EQUAL(400, changed(present, goodPassword));
        }
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { directory().resetPassword(_system, "ann", "good password 2"); }));
        CPPUNIT_ASSERT_EQUAL(0, changed(present, "good password 5"));
        CPPUNIT_ASSERT_EQUAL(0, changed("good password 5", goodPassword));
    }

    void anAccountIsNewUntilItsOwnerChoosesAPassword() {
        addUser("ann");
        const PrincipalCaller ann = callerWith(signIn("ann"));
        CPPUNIT_ASSERT(flagAt(directory().read(ann, "ann"), "is_first_login"));
        directory().changePassword(ann, goodPassword, "one of her own");
        CPPUNIT_ASSERT(!flagAt(directory().read(_system, "ann"), "is_first_login"));
    }

    void aReservedNameIsRefused() {
        for (const char* name : {"search", "Profile", "permissions"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 400, refusalOf([&] { addUser(name); }));
        }
    }

    void figuresAddUp() {
        addAdmin("dora");
        addUser("ann");
        directory().add(_system, {{"username", "bob"}, {"password", goodPassword}, {"user_type", "field_staff"}}, {});
        auth().accounts().setActive(_system, auth().accounts().find(_system, "ann").id, false);
        const JsonObject figures = directory().figures(_system);
        std::int64_t sum = 0;
        for (const auto& [type, count] : figures.at("user_types").as_object()) {
            sum += count.as_int64();
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, figures.at("user_types").as_object().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, sum);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, figures.at("total_users").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, figures.at("active_users").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, figures.at("total_roles").as_int64());
    }

    void extensionsAddToEveryAccountShown() {
        addUser("ann");
        directory().extend("phones", [](const std::vector<JsonObject*>& accounts) {
            for (JsonObject* account : accounts) {
                (*account)["phone"] = "+1";
            }
        });
        CPPUNIT_ASSERT_EQUAL(std::string("+1"), std::string(textAt(directory().read(_system, "ann"), "phone")));
        CPPUNIT_ASSERT(directory().list(_system, {}, {}).items.at(0).as_object().contains("phone"));
        directory().withdraw("phones");
        CPPUNIT_ASSERT(!directory().read(_system, "ann").contains("phone"));
    }

    void aGroupGivesItsPermissionsAtOnce() {
        auth().permissions().declare("shop.sell", "Sell.");
        addUser("ann");
        const SessionTokens tokens = signIn("ann");
        directory().groups().add(_system, {{"name", "Sellers"}, {"members", JsonArray{"ann"}}});
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.sell"));
        directory().groups().change(_system, "sellers", {{"permissions", JsonArray{"shop.sell"}}});
        CPPUNIT_ASSERT(callerWith(tokens).has("shop.sell"));
        directory().groups().change(_system, "sellers", {{"members", JsonArray{}}});
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.sell"));
        directory().groups().change(_system, "sellers", {{"members", JsonArray{"ann"}}});
        directory().groups().remove(_system, "sellers");
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(404, refusalOf([&] { directory().groups().remove(_system, "sellers"); }));
    }

    void nobodyLetsIntoAGroupWhatHeLacks() {
        auth().permissions().declare("shop.sell", "Sell.");
        auth().permissions().declare("shop.view", "See.");
        directory().groups().add(_system, {{"name", "Sellers"}, {"permissions", JsonArray{"shop.sell"}}});
        const PrincipalCaller helper =
            staff("helper", {"users.view_user", "users.add_group", "users.change_group", "shop.view"});
        auto& groups = directory().groups();
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 groups.change(helper, "Sellers", {{"members", JsonArray{"helper"}}});
                             }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] {
                                 groups.add(helper, {{"name", "New"}, {"permissions", JsonArray{"shop.sell"}}});
                             }));
        groups.add(helper, {{"name", "New"}, {"permissions", JsonArray{"shop.view"}}});
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { groups.add(helper, {{"name", "NEW"}}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { groups.add(helper, {{"name", ""}}); }));
    }

    void aCustomPermissionIsGoneFromRolesAndGroups() {
        auto& permissions = directory().permissions();
        permissions.addCategory(_system, {{"name", "Shop"}});
        const JsonObject added =
            permissions.add(_system, {{"codename", "can_sell"}, {"name", "Sell"}, {"category", "shop"}});
        CPPUNIT_ASSERT_EQUAL(std::string("Shop"), std::string(textAt(added, "category")));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 permissions.add(_system, {{"codename", "can_sell"}, {"name", "X"}});
                             }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { permissions.add(_system, {{"codename", "a b"}, {"name", "X"}}); }));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 permissions.add(_system, {{"codename", "c"}, {"name", "X"}, {"category", 99}});
                             }));
        addUser("ann");
        auth().roles().add(_system, {{"name", "seller"}, {"permissions", JsonArray{"can_sell"}}});
        auth().roles().assign(_system, "ann", "seller", {});
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(callerWith(tokens).has("can_sell"));
        permissions.remove(_system, "can_sell");
        CPPUNIT_ASSERT(!callerWith(tokens).has("can_sell"));
    }

    void aDeclaredPermissionStays() {
        auth().permissions().declare("shop.sell", "Sell.");
        auto& permissions = directory().permissions();
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { permissions.remove(_system, "shop.sell"); }));
        const Page custom = permissions.list(_system, Permissions::Origin::Custom, {}, {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, custom.total);
        auth().permissions().declare("shop.sell", "Sell what there is.");
        const Page found = permissions.list(_system, Permissions::Origin::Any, {{"search", "WHAT there"}}, {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, found.total);
    }

    void whoEnrolsHimselfIsOrdinary() {
        const JsonObject own = directory().enrol(
            _nobody,
            {{"username", "ann"}, {"password", goodPassword}, {"role", "Admin"}, {"user_type", "super_admin"}},
            {}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("Standard"), std::string(textAt(own, "role")));
        CPPUNIT_ASSERT(!flagAt(own, "is_superuser"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DirectoryTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(DirectoryTest<Backend::PostgreSql>);

} // namespace tenon::auth
