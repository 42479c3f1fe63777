/// What the kernel knows of its users' activity, over HTTP.

#include "routes.h"

#include "user_activity.h"

#include <tenon/audit.h>

#include <chrono>

namespace tenon::insights {

namespace {

using namespace tenon::fields;

Period periodOf(const JsonObject& asked) {
    using std::chrono::days;
    using std::chrono::sys_days;
    const sys_days today = std::chrono::floor<days>(Clock::now().point());
    const Date last = Date::parse(textAt(asked, "to")).value_or(Date(today));
    const Date usual(sys_days(last.day()) - days(usualPeriod - 1));
    return {.first = Date::parse(textAt(asked, "from")).value_or(usual), .last = last};
}

Fields activityMembers() {
    const Fields counts{
        integer("logins"), integer("failed_logins"), integer("actions").help("Rows of the audit trail besides")};
    const auto with = [&](Fields fields) {
        fields.insert(fields.end(), counts.begin(), counts.end());
        return fields;
    };
    Fields members = with({
        date("from"),
        date("to"),
        integer("total_users"),
        integer("active_users").help("Who signed in or changed something"),
        integer("open_sessions").help("Now"),
    });
    members.push_back(list("days", object("day", with({date("date"), integer("active_users")}))));
    members.push_back(list("users", object("user", with({integer("id"), text("username"), timestamp("last_activity")})))
    );
    return members;
}

} // namespace

void declareInsights(App& app) {
    auto& activity = app.keep<UserActivity>(app.database());
    // clang-format off: a route's guard, answer and summary stay together
    app.get(
           "/insights/user-activity/",
           [&activity](const Request& request) {
               const JsonObject& asked = request.arguments();
               return ok(activity.of(request.caller(), periodOf(asked), asked.at("most").as_int64()));
           }
    )
        .dialect("danasaham")
        .needs(auditPermission)
        .rateClass("admin")
        .query(
            {date("from").help("First day, in UTC; 30 days in all unless it is said"),
             date("to").help("Last day; today unless it is said"),
             integer("most").initial(100).min(1).max(1000).help("Accounts that are listed, the most active first")}
        )
        .answers(activityMembers())
        .summary("Logins and actions by day and by user, and who is active");
    // clang-format on
}

} // namespace tenon::insights
