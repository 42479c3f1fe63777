/// Registration: by anybody, where the deployer lets it, and by administrators.

#include "account_fields.h"
#include "new_account.h"
#include "routes.h"

#include <tenon/error.h>

namespace identity {

namespace {

using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

/// What anybody may say of himself: no role, no employment.
tenon::Fields ownMembers() {
    using namespace tenon::fields;
    return {
        text("username", 150).also("login_id").required(),
        email("email").required(),
        secret("password", 128).required(),
        secret("password_confirm", 128).also("confirm_password"),
        text("name", 200),
        text("first_name", 100),
        text("last_name", 100),
        text("mobile", 20).nullable(),
    };
}

Reply enrol(Parts& parts, const Request& request) {
    const JsonObject account = newAccountIn(request.body());
    return tenon::created(parts.accounts.enrol(
                              request.caller(),
                              account,
                              [&](const JsonObject& added) {
                                  parts.profiles.change(request.caller(), added.at("id").as_int64(), account);
                              }
                          )
    ).saying("Registration successful");
}

Reply refuse(const Request&) { throw tenon::Forbidden("REGISTRATION_CLOSED", "An administrator makes accounts here."); }

} // namespace

void declareRegistration(tenon::App& app, Parts& parts, Registration registration) {
    tenon::Handler handler = refuse;
    if (registration == Registration::open) {
        handler = [&parts](const Request& request) { return enrol(parts, request); };
    }
    // clang-format off: a route's guard, body, answer and summary stay together
    app.post("/auth/register/", std::move(handler))
        .dialect("gaara")
        .open()
        .withoutTransaction()
        .rateClass("auth")
        .status(201)
        .body(ownMembers())
        .answers(accountAnswer())
        .summary("Makes an account for oneself, where registration is open");
    app.post(
           "/register/",
           [&parts](const Request& request) {
               return tenon::created(addAccount(parts, request.caller(), request.body()))
                   .saying("User created successfully");
           }
    )
        .dialect("bitblast")
        .needs("users.add_user")
        .withoutTransaction()
        .status(201)
        .body(newAccountMembers())
        .answers(accountAnswer())
        .summary("Adds an account");
    // clang-format on
}

} // namespace identity
