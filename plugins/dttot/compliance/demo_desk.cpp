#include "compliance/demo_desk.h"

#include "demo_file.h"
#include "json_number.h"

#include <tenon/parties.h>
#include <tenon/random.h>
#include <tenon/system_caller.h>

#include <array>
#include <string>
#include <utility>

namespace dttot::compliance {

namespace {

constexpr std::string_view roleName = "compliance_officer";
constexpr std::string_view clerkName = "demo.frontoffice";
constexpr std::string_view officerName = "demo.officer";
constexpr std::string_view headName = "demo.compliance";
constexpr std::string_view customerFile = "customers-demo.csv";
constexpr tenon::Paging everything{.size = 10'000, .offset = 0};

struct DemoCustomer {
    std::string_view kind;
    std::string_view name;
    std::string_view birthDate;
    std::string_view birthPlace;
    std::string_view nik;
    std::string_view decision; ///< "approve", "reject" or none yet
    std::string_view reason;
};

constexpr std::array<DemoCustomer, 7> customers{{
    {"person", "Yoesoef Wendrajana", "1981-07-14", "Sidoarjo", "9912041407810003", "", ""},
    {"person", "Slamet Kalimbassa", "", "", "", "", ""},
    {"organization", "Koperasi Sumber Tirta Sari", "", "", "", "", ""},
    {"person",
     "Siti Aminah Lembarjati",
     "1988-08-17",
     "Bima",
     "",
     "approve",
     "Birth date, birthplace and the husband's name agree with the list. Reported to PPATK, account frozen."},
    {"person",
     "Joko Prasetyanta",
     "",
     "",
     "",
     "reject",
     "The identity card shows another NIK and a birth in Semarang in 1991; copy on file."},
    {"person",
     "Maria Lembahsari",
     "",
     "",
     "",
     "reject",
     "Not the one of the complaint: other employer, other address."},
    {"person", "Hartono Wijayakusuma", "1979-02-11", "Solo", "", "", ""},
}};

struct DemoEmployee {
    std::string_view username;
    std::string_view name;
    std::string_view decision;
    std::string_view reason;
};

constexpr std::array<DemoEmployee, 2> staff{{
    {"demo.lukman", "Lukman Harisandi", "reject", "Known to the house since 2009; the listed one is 20 years older."},
    {"demo.umar", "Omar Farukhzad", "", ""},
}};

/// One of the invented people, who may do whatever the story asks for.
class Person : public tenon::Caller {
public:
    Person(std::int64_t id, std::string_view name) : _id(id), _name(name) {}

    [[nodiscard]] std::int64_t id() const override { return _id; }

    [[nodiscard]] std::string_view name() const override { return _name; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return "demo"; }

private:
    std::int64_t _id;
    std::string_view _name;
};

tenon::SystemCaller systemItself() { return tenon::SystemCaller("demo"); }

tenon::JsonObject partyOf(const DemoCustomer& customer) {
    tenon::JsonObject party{{"shared", true}, {"kind", customer.kind}, {"name", customer.name}, {"is_customer", true}};
    for (const auto& [member, value] :
         {std::pair("birth_date", customer.birthDate),
          {"birth_place", customer.birthPlace},
          {"national_id", customer.nik}}) {
        if (!value.empty()) {
            party[member] = value;
        }
    }
    return party;
}

} // namespace

tenon::JsonObject DemoDesk::load() {
    addRole();
    const std::int64_t clerk = account(clerkName, "Rina Puspitasari");
    (void)account(officerName, "Bayu Adinegara", roleName);
    (void)account(headName, "Ratna Wulandari", roleName);
    addCustomers(clerk);
    addStaff(clerk);
    screenFile();
    return {};
}

void DemoDesk::addRole() {
    tenon::Roles& roles = _parts.app.accounts().roles();
    try {
        (void)roles.read(systemItself(), roleName);
    } catch (const tenon::NotFound&) {
        (void)roles.add(
            systemItself(),
            {{"name", roleName},
             {"display_name", "Compliance officer"},
             {"description", "reads lists, screens names, decides about matches"},
             {"role_level", 40},
             {"permissions",
              tenon::JsonArray{
                  "dttot.view", "dttot.upload", "dttot.process", "dttot.change", "dttot.screen", "dttot.review"}}}
        );
    }
}

std::int64_t DemoDesk::account(std::string_view username, std::string_view name, std::string_view role) {
    tenon::Accounts& accounts = _parts.app.accounts();
    try {
        return accounts.idOf(systemItself(), username);
    } catch (const tenon::NotFound&) {
        tenon::JsonObject made{
            {"username", username},
            {"email", std::string(username) + "@example.com"},
            {"name", name},
            {"password", tenon::Random::token()},
            {"must_change_password", true}};
        if (!role.empty()) {
            made["role"] = role;
        }
        return numberAt(accounts.add(systemItself(), made, {}), "id");
    }
}

void DemoDesk::addCustomers(std::int64_t clerk) {
    const auto parties = _parts.app.find<parties::Parties>();
    if (!parties) {
        return;
    }
    const Person by(clerk, clerkName);
    for (const DemoCustomer& customer : customers) {
        const tenon::Page same = parties->list(systemItself(), {{"search", customer.name}}, everything);
        const std::int64_t id =
            numberAt(same.items.empty() ? parties->add(by, partyOf(customer)) : same.items.front().as_object(), "id");
        _parts.parties.take(id, clerk);
        decide("party", id, customer.decision, customer.reason);
    }
}

void DemoDesk::addStaff(std::int64_t clerk) {
    for (const DemoEmployee& employee : staff) {
        const std::int64_t id = account(employee.username, employee.name);
        _parts.users.take(id, clerk);
        decide("user", id, employee.decision, employee.reason);
    }
    const Person head(_parts.app.accounts().idOf(systemItself(), headName), headName);
    (void)_parts.affiliations.decide(head, clerkName, Decision::reject, "Declared so when she was hired.");
}

/// What is approved is approved by the head, what is cleared by the officer; the clerk entered both.
void DemoDesk::decide(std::string_view kind, std::int64_t record, std::string_view decision, std::string_view reason) {
    if (decision.empty()) {
        return;
    }
    const bool isApproval = decision == "approve";
    const std::string_view who = isApproval ? headName : officerName;
    const Person by(_parts.app.accounts().idOf(systemItself(), who), who);
    bool isFound = false;
    for (const tenon::Json& each : _parts.cases.page(by, {.kind = std::string(kind)}, "en", everything).items) {
        const tenon::JsonObject& about = each.as_object();
        if (numberAt(about, "record_id") != record) {
            continue;
        }
        isFound = true;
        if (tenon::textAt(about, "status") == "pending") {
            (void)_parts.cases.decide(
                by, numberAt(about, "id"), isApproval ? Decision::approve : Decision::reject, reason, "en"
            );
        }
    }
    if (!isFound) {
        throw tenon::Unavailable("The demo lists are not searched yet.");
    }
}

void DemoDesk::screenFile() {
    const Person officer(_parts.app.accounts().idOf(systemItself(), officerName), officerName);
    for (const tenon::Json& each : _parts.files.page(officer, everything).items) {
        if (tenon::textAt(each.as_object(), "filename") == customerFile) {
            return;
        }
    }
    const DemoFile file(_parts.app, customerFile);
    (void)_parts.files.start(officer, file.upload, {.minScore = {}, .list = {}, .language = "en"});
}

} // namespace dttot::compliance
