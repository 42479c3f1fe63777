/// How far a role reaches for whom it is given to: own rows, those below, those of places, all.

#include "auth_fixture.h"

namespace tenon::auth {

template <Backend backend>
class ScopesTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(ScopesTest);
    CPPUNIT_TEST(aRoleReachesEverythingUnlessItSaysOtherwise);
    CPPUNIT_TEST(aRoleIsGivenForPlaces);
    CPPUNIT_TEST(permissionsOfSeveralRolesReachWhatEachReaches);
    CPPUNIT_TEST(whoLacksAPermissionReachesNothing);
    CPPUNIT_TEST(aSuperuserReachesEverything);
    CPPUNIT_TEST(theScopeOfARoleCountsWhereNoneIsNamed);
    CPPUNIT_TEST(anotherScopeChangesTheAssignmentAndTheNextRequest);
    CPPUNIT_TEST(anotherEndKeepsTheScope);
    CPPUNIT_TEST(theMainRoleGetsAScopeAndNoEnd);
    CPPUNIT_TEST(permissionsOfAGroupReachAsFarAsTheMainRole);
    CPPUNIT_TEST(placesAreNamedByIdOrUuidAndExist);
    CPPUNIT_TEST(organisationAndPlacesGoTogether);
    CPPUNIT_TEST(nobodyGivesMoreThanHeReaches);
    CPPUNIT_TEST(nobodyGivesAPermissionFartherThanHeHoldsItHimself);
    CPPUNIT_TEST(newAccountsReachNoFartherThanWhoAddedThem);
    CPPUNIT_TEST(anAccountIsSeenByThoseOfItsPlace);
    CPPUNIT_TEST(whoSeesAnAccountAndMayNotChangeItIsForbidden);
    CPPUNIT_TEST(whoReachesFartherIsNotChanged);
    CPPUNIT_TEST(rolesAndGroupsAreChangedByThoseWhoReachEverything);
    CPPUNIT_TEST_SUITE_END();

public:
    ScopesTest() : AuthFixture(backend) {}

    void setUp() override {
        AuthFixture::setUp();
        for (const char* permission :
             {"shop.view",
              "shop.sell",
              "users.view_user",
              "users.add_user",
              "users.change_user",
              "users.assign_role",
              "users.add_role",
              "users.change_role",
              "users.add_group"}) {
            auth().permissions().declare(permission, permission);
        }
        db().execute("CREATE TABLE shop (id BIGINT PRIMARY KEY, uuid TEXT NOT NULL)");
        db().execute("INSERT INTO shop (id, uuid) VALUES (3, '0f000000-0000-4000-8000-000000000003'), "
                     "(7, '0f000000-0000-4000-8000-000000000007')");
        auth().places().declare("trade", "shop", "shop");
        _ann = std::to_string(addUser("ann").id);
        addRole("seller", {{"permissions", JsonArray{"shop.view", "shop.sell"}}});
        addRole("viewer", {{"permissions", JsonArray{"shop.view"}}});
    }

private:
    [[nodiscard]] RoleService& roles() { return auth().roles(); }

    void addRole(const std::string& name, JsonObject members) {
        members["name"] = name;
        roles().add(_system, members);
    }

    [[nodiscard]] static JsonObject forShops(std::initializer_list<std::int64_t> ids) {
        JsonArray places;
        for (const std::int64_t id : ids) {
            places.push_back({{"kind", "shop"}, {"id", id}});
        }
        return {{"places", places}};
    }

    [[nodiscard]] PrincipalCaller caller(const std::string& name) { return callerWith(signIn(name)); }

    /// "all", "nothing", or what is reached: "shop 3, shop 7, own".
    [[nodiscard]] std::string reach(const Caller& of, std::string_view permission) {
        const Scope scope = of.scopeOf(permission);
        if (scope.isAll) {
            return "all";
        }
        std::string told;
        for (const Place& place : scope.places) {
            told.append(place.kind).append(" ").append(std::to_string(place.id)).append(", ");
        }
        if (scope.account == of.id() && scope.account != 0) {
            told.append(scope.withSubtree ? "below" : "own");
        }
        return told.empty() ? "nothing" : told;
    }

    [[nodiscard]] std::string reachOfAnn(std::string_view permission) { return reach(caller("ann"), permission); }

    /// Somebody who may give roles, within `terms`.
    [[nodiscard]] PrincipalCaller leader(const std::string& name, const JsonObject& terms) {
        addRole(
            name + "s",
            {{"role_level", 10},
             {"can_assign_roles", true},
             {"permissions",
              JsonArray{
                  "shop.view",
                  "shop.sell",
                  "users.view_user",
                  "users.assign_role",
                  "users.add_user",
                  "users.change_user"}}}
        );
        addUser(name);
        roles().assign(_system, name, name + "s", terms);
        return caller(name);
    }

    void aRoleReachesEverythingUnlessItSaysOtherwise() {
        roles().assign(_system, _ann, "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("all"), reachOfAnn("shop.sell"));
    }

    void aRoleIsGivenForPlaces() {
        const JsonObject given = roles().assign(_system, _ann, "seller", forShops({7, 3, 7}));
        CPPUNIT_ASSERT_EQUAL(std::string("organisation"), std::string(textAt(given, "scope")));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, given.at("places").as_array().size());
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, shop 7, "), reachOfAnn("shop.sell"));
        CPPUNIT_ASSERT(caller("ann").scopeOf("shop.sell").reaches("shop", 7));
        CPPUNIT_ASSERT(!caller("ann").scopeOf("shop.sell").reaches("shop", 8));
    }

    void permissionsOfSeveralRolesReachWhatEachReaches() {
        roles().assign(_system, _ann, "seller", forShops({3}));
        roles().assign(_system, _ann, "viewer", {{"scope", "own"}});
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, own"), reachOfAnn("shop.view"));
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, "), reachOfAnn("shop.sell"));
    }

    void whoLacksAPermissionReachesNothing() {
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), reachOfAnn("shop.view"));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), reach(_nobody, "shop.view"));
    }

    void aSuperuserReachesEverything() {
        addAdmin("root");
        roles().assign(_system, "root", "seller", forShops({3}));
        CPPUNIT_ASSERT_EQUAL(std::string("all"), reach(caller("root"), "shop.sell"));
        CPPUNIT_ASSERT_EQUAL(std::string("all"), reach(_system, "shop.sell"));
    }

    void theScopeOfARoleCountsWhereNoneIsNamed() {
        addRole("keeper", {{"permissions", JsonArray{"shop.sell"}}, {"scope", "own"}});
        roles().assign(_system, _ann, "keeper", {});
        CPPUNIT_ASSERT_EQUAL(std::string("own"), reachOfAnn("shop.sell"));
        roles().change(_system, "keeper", {{"scope", "subtree"}});
        CPPUNIT_ASSERT_EQUAL(std::string("below"), reachOfAnn("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { roles().change(_system, "keeper", {{"scope", "some"}}); }));
    }

    void anotherScopeChangesTheAssignmentAndTheNextRequest() {
        const SessionTokens tokens = signIn("ann");
        roles().assign(_system, _ann, "seller", forShops({3}));
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, "), reach(callerWith(tokens), "shop.sell"));
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { roles().assign(_system, _ann, "seller", forShops({3})); }));
        roles().assign(_system, _ann, "seller", forShops({7}));
        CPPUNIT_ASSERT_EQUAL(std::string("shop 7, "), reach(callerWith(tokens), "shop.sell"));
        roles().assign(_system, _ann, "seller", {{"scope", "all"}});
        CPPUNIT_ASSERT_EQUAL(std::string("all"), reach(callerWith(tokens), "shop.sell"));
    }

    void anotherEndKeepsTheScope() {
        roles().assign(_system, _ann, "seller", forShops({3}));
        roles().assign(_system, _ann, "seller", {{"expires_at", (now + std::chrono::hours(1)).text()}});
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, "), reachOfAnn("shop.sell"));
    }

    void theMainRoleGetsAScopeAndNoEnd() {
        roles().setMain(_system, std::stoll(_ann), roles().named("seller"));
        roles().assign(_system, _ann, "seller", forShops({7}));
        CPPUNIT_ASSERT_EQUAL(std::string("shop 7, "), reachOfAnn("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] {
                                 JsonObject terms = forShops({3});
                                 terms["expires_at"] = (now + std::chrono::hours(1)).text();
                                 roles().assign(_system, _ann, "seller", terms);
                             }));
        CPPUNIT_ASSERT_EQUAL(409, refusalOf([&] { roles().withdraw(_system, _ann, "seller"); }));
    }

    void permissionsOfAGroupReachAsFarAsTheMainRole() {
        auth().directory().groups().add(
            _system, {{"name", "team"}, {"permissions", JsonArray{"shop.view"}}, {"members", JsonArray{_ann}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("all"), reachOfAnn("shop.view"));
        roles().assign(_system, _ann, "Standard", {{"scope", "own"}});
        CPPUNIT_ASSERT_EQUAL(std::string("own"), reachOfAnn("shop.view"));
    }

    void placesAreNamedByIdOrUuidAndExist() {
        const auto assign = [&](const Json& id, const char* kind) {
            return refusalOf([&] {
                roles().assign(_system, _ann, "seller", {{"places", JsonArray{{{"kind", kind}, {"id", id}}}}});
            });
        };
        CPPUNIT_ASSERT_EQUAL(0, assign("0F000000-0000-4000-8000-000000000007", "shop"));
        CPPUNIT_ASSERT_EQUAL(std::string("shop 7, "), reachOfAnn("shop.sell"));
        CPPUNIT_ASSERT_EQUAL(0, assign("3", "shop"));
        CPPUNIT_ASSERT_EQUAL(400, assign(4, "shop"));
        CPPUNIT_ASSERT_EQUAL(400, assign("0f000000-0000-4000-8000-000000000004", "shop"));
        CPPUNIT_ASSERT_EQUAL(400, assign(3, "planet"));
        CPPUNIT_ASSERT_EQUAL(400, assign(nullptr, "shop"));
    }

    void organisationAndPlacesGoTogether() {
        const auto refused = [&](const char* scope, JsonObject terms) {
            terms["scope"] = scope;
            return refusalOf([&] { roles().assign(_system, _ann, "seller", terms); });
        };
        CPPUNIT_ASSERT_EQUAL(400, refused("organisation", {}));
        CPPUNIT_ASSERT_EQUAL(400, refused("own", forShops({3})));
        CPPUNIT_ASSERT_EQUAL(400, refused("galaxy", {}));
        CPPUNIT_ASSERT_EQUAL(0, refused("organisation", forShops({3})));
    }

    void nobodyGivesMoreThanHeReaches() {
        const PrincipalCaller boss = leader("boss", forShops({3}));
        roles().assign(_system, _ann, "Standard", forShops({3})); // Within his reach
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().assign(boss, _ann, "seller", {{"scope", "all"}}); }));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { roles().assign(boss, _ann, "seller", forShops({3, 7})); }));
        roles().assign(boss, _ann, "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("shop 3, "), reachOfAnn("shop.sell"));
    }

    void nobodyGivesAPermissionFartherThanHeHoldsItHimself() {
        addRole(
            "chief", {{"role_level", 5}, {"can_assign_roles", true}, {"permissions", JsonArray{"users.assign_role"}}}
        );
        addUser("eve");
        roles().assign(_system, "eve", "chief", {});
        roles().assign(_system, "eve", "seller", forShops({7}));
        roles().assign(caller("eve"), _ann, "seller", {});
        CPPUNIT_ASSERT_EQUAL(std::string("shop 7, "), reachOfAnn("shop.sell"));
    }

    void newAccountsReachNoFartherThanWhoAddedThem() {
        const PrincipalCaller reseller = leader("reseller", {{"scope", "subtree"}});
        const Account added =
            auth().accounts().add(reseller, {.username = "sub", .password = goodPassword, .role = "seller"});
        CPPUNIT_ASSERT_EQUAL(std::string("below"), reach(caller("sub"), "shop.sell"));
        CPPUNIT_ASSERT_EQUAL(added.id, caller("sub").id());
    }

    void anAccountIsSeenByThoseOfItsPlace() {
        const PrincipalCaller boss = leader("boss", forShops({3}));
        addUser("bob");
        const auto seen = [&](const std::string& name) {
            const int read = refusalOf([&] { static_cast<void>(auth().accounts().find(boss, name)); });
            const bool isListed = auth().accounts().search(boss, {.search = name}, 10, 0).total == 1;
            CPPUNIT_ASSERT_EQUAL(read == 0, isListed);
            return read;
        };
        CPPUNIT_ASSERT_EQUAL(404, seen("ann"));
        roles().assign(_system, _ann, "viewer", forShops({3}));
        roles().assign(_system, "bob", "viewer", forShops({7}));
        CPPUNIT_ASSERT_EQUAL(0, seen("ann"));
        CPPUNIT_ASSERT_EQUAL(404, seen("bob"));
    }

    void whoSeesAnAccountAndMayNotChangeItIsForbidden() {
        addRole("reader", {{"permissions", JsonArray{"users.view_user"}}});
        addUser("eve");
        addRole("changer", {{"permissions", JsonArray{"users.change_user"}}});
        roles().assign(_system, "eve", "changer", {{"scope", "subtree"}});
        const auto lock = [&] { return refusalOf([&] { auth().accounts().lock(caller("eve"), std::stoll(_ann)); }); };
        CPPUNIT_ASSERT_EQUAL(404, lock());
        roles().assign(_system, "eve", "reader", {});
        CPPUNIT_ASSERT_EQUAL(403, lock());
    }

    void whoReachesFartherIsNotChanged() {
        const PrincipalCaller boss = leader("boss", forShops({3}));
        roles().assign(_system, _ann, "viewer", forShops({3}));
        auth().accounts().lock(boss, std::stoll(_ann));
        roles().assign(_system, _ann, "viewer", forShops({3, 7}));
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { auth().accounts().unlock(boss, std::stoll(_ann)); }));
    }

    void rolesAndGroupsAreChangedByThoseWhoReachEverything() {
        addRole(
            "steward",
            {{"role_level", 2},
             {"can_assign_roles", true},
             {"permissions",
              JsonArray{"shop.view", "users.assign_role", "users.add_role", "users.add_group", "users.change_role"}}}
        );
        addUser("eve");
        roles().assign(_system, "eve", "steward", {{"scope", "subtree"}});
        const auto addsRole = [&] { return refusalOf([&] { roles().add(caller("eve"), {{"name", "new"}}); }); };
        const auto addsGroup = [&] {
            return refusalOf([&] { auth().directory().groups().add(caller("eve"), {{"name", "new"}}); });
        };
        CPPUNIT_ASSERT_EQUAL(403, addsRole());
        CPPUNIT_ASSERT_EQUAL(403, addsGroup());
        roles().assign(_system, "eve", "steward", {{"scope", "all"}});
        CPPUNIT_ASSERT_EQUAL(0, addsRole());
        CPPUNIT_ASSERT_EQUAL(0, addsGroup());
    }

    std::string _ann;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ScopesTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(ScopesTest<Backend::PostgreSql>);

} // namespace tenon::auth
