#include "account_fields.h"

#include "profiles.h"

namespace identity {

using namespace tenon::fields;
using tenon::Field;
using tenon::Fields;

namespace {

Field username() {
    return text("username", 150).also("login_id").help("Letters, digits and @ . + - _").example("john_doe123");
}

Field userType() {
    return choice(
        "user_type",
        {"super_admin",
         "admin",
         "billing_manager",
         "noc_manager",
         "support_staff",
         "reseller_admin",
         "sub_reseller_admin",
         "field_staff"}
    );
}

void append(Fields& fields, Fields more) {
    for (Field& field : more) {
        fields.push_back(std::move(field));
    }
}

/// What may be said of an account when it is added and when it is changed, beside its names.
Fields sharedMembers() {
    Fields shared{
        text("name", 200),
        text("role", 100).help("The main role, by its name, id or UUID"),
        userType().help("A user type as the main role, where no role is named"),
        list("roles", json("role")).max(50).help("Ids, UUIDs or names of the roles beside the main one"),
    };
    append(shared, profileMembers());
    return shared;
}

} // namespace

Fields accountMembers() {
    Fields members{username(), email("email"), boolean("is_active")};
    append(members, sharedMembers());
    return members;
}

Fields newAccountMembers() {
    Fields members{
        username().required(),
        email("email").required(),
        secret("password", 128).required(),
        secret("password_confirm", 128).also("confirm_password"),
    };
    append(members, sharedMembers());
    return members;
}

Fields accountAnswer() {
    Fields answer{
        integer("id"),
        uuid("uuid"),
        text("username"),
        text("login_id"),
        text("email"),
        text("name"),
        text("role"),
        userType(),
        boolean("is_superuser"),
        boolean("is_staff"),
        boolean("is_active"),
        boolean("is_locked"),
        timestamp("locked_until").nullable(),
        boolean("is_first_login"),
        boolean("must_change_password"),
        list(
            "roles",
            object("role", {integer("id"), uuid("uuid"), text("role_name"), timestamp("expires_at").nullable()})
        ),
        list("permissions", text("permission")),
        timestamp("last_login").nullable(),
        timestamp("date_joined"),
        timestamp("updated_at"),
    };
    append(answer, profileMembers());
    return answer;
}

Fields accountFilters() {
    return {
        text("search", 200).also("q").help("In user name, e-mail address and name"),
        text("role", 100).help("Holders of this role: its name, id or UUID"),
        text("user_type", 50),
        boolean("is_active"),
        boolean("is_locked"),
        text("ordering", 30)
            .help("username, email, name, role, user_type, date_joined, last_login or id; - turns it round"),
    };
}

Fields doneAnswer() { return {integer("id"), text("detail")}; }

} // namespace identity
