#include "demo_accounts.h"

#include <tenon/random.h>

#include <array>
#include <string>

namespace identity {

namespace {

struct Person {
    const char* username;
    const char* name;
    const char* userType;
};

constexpr std::array<Person, 4> people{{
    {"demo.billing", "Farhana Rahman", "billing_manager"},
    {"demo.support", "Imran Hossain", "support_staff"},
    {"demo.reseller", "Nusrat Karim", "reseller_admin"},
    {"demo.field", "Budi Santoso", "field_staff"},
}};

} // namespace

void loadDemoAccounts(tenon::App& app, const tenon::Caller& system) {
    tenon::JsonArray members;
    for (const Person& person : people) {
        const std::string email = std::string(person.username) + "@example.com";
        const tenon::JsonObject account = app.accounts().add(
            system,
            {{"username", person.username},
             {"email", email},
             {"name", person.name},
             {"user_type", person.userType},
             {"password", tenon::Random::token()},
             {"must_change_password", true}},
            {}
        );
        members.emplace_back(account.at("id"));
    }
    static_cast<void>(app.accounts().roles().add(
        system,
        {{"name", "auditor"},
         {"display_name", "Auditor"},
         {"description", "reads accounts, changes nothing"},
         {"role_level", 40},
         {"permissions", tenon::JsonArray{"users.view_user"}}}
    ));
    static_cast<void>(app.accounts().groups().add(
        system, {{"name", "Demo team"}, {"description", "invented people"}, {"members", std::move(members)}}
    ));
}

} // namespace identity
